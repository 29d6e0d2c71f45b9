/** Chicago, 18th edition, author-date: newspaper articles; the newspaper stands in for an author who is not named. */
export const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <info><title>Chicago</title><id>pullquote-chicago</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="year">
    <choose>
      <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <macro name="day">
    <date variable="issued">
      <date-part name="month"/><date-part name="day" prefix=" " suffix=","/><date-part name="year" prefix=" "/>
    </date>
  </macro>
  <macro name="accessed">
    <date variable="accessed">
      <date-part name="month"/><date-part name="day" prefix=" " suffix=","/><date-part name="year" prefix=" "/>
    </date>
  </macro>
  <citation et-al-min="3" et-al-use-first="1">
    <layout prefix="(" suffix=")">
      <group delimiter=" ">
        <names variable="author">
          <name form="short" and="text" delimiter=", "/>
          <substitute><text variable="container-title" font-style="italic"/></substitute>
        </names>
        <text macro="year"/>
      </group>
    </layout>
  </citation>
  <bibliography et-al-min="7" et-al-use-first="3">
    <layout suffix=".">
      <group delimiter=". ">
        <names variable="author">
          <name and="text" delimiter=", " name-as-sort-order="first" delimiter-precedes-last="always"/>
          <substitute><text variable="container-title" font-style="italic"/></substitute>
        </names>
        <text macro="year"/>
        <text variable="title" quotes="true"/>
        <group delimiter=", ">
          <text variable="container-title" font-style="italic"/>
          <text macro="day"/>
        </group>
        <choose>
          <if variable="issued" match="none">
            <group delimiter=" "><text term="accessed" text-case="capitalize-first"/><text macro="accessed"/></group>
          </if>
        </choose>
        <text variable="URL"/>
      </group>
    </layout>
  </bibliography>
</style>`;
