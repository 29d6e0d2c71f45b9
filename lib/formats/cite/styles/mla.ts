/** MLA, 9th edition: articles on web sites and in newspapers online (MLA Handbook, 5.31 and following). */
export const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <info><title>MLA</title><id>pullquote-mla</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="day">
    <date variable="issued">
      <date-part name="day" suffix=" "/><date-part name="month" form="short" suffix=" "/><date-part name="year"/>
    </date>
  </macro>
  <macro name="accessed">
    <date variable="accessed">
      <date-part name="day" suffix=" "/><date-part name="month" form="short" suffix=" "/><date-part name="year"/>
    </date>
  </macro>
  <citation et-al-min="3" et-al-use-first="1">
    <layout prefix="(" suffix=")">
      <names variable="author">
        <name form="short" and="text" delimiter=", "/>
        <substitute><text variable="title" quotes="true"/></substitute>
      </names>
    </layout>
  </citation>
  <bibliography et-al-min="3" et-al-use-first="1">
    <layout suffix=".">
      <group delimiter=". ">
        <names variable="author">
          <name and="text" delimiter=", " name-as-sort-order="first" delimiter-precedes-last="always" delimiter-precedes-et-al="always"/>
        </names>
        <text variable="title" quotes="true"/>
        <group delimiter=", ">
          <text variable="container-title" font-style="italic"/>
          <text macro="day"/>
          <text variable="URL"/>
        </group>
        <choose>
          <if variable="issued" match="none">
            <group delimiter=" "><text term="accessed" text-case="capitalize-first"/><text macro="accessed"/></group>
          </if>
        </choose>
      </group>
    </layout>
  </bibliography>
</style>`;
