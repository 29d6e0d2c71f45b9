/** APA, 7th edition: newspaper articles online (Publication Manual, 10.1, example 16). Titles stay in the case they have. */
export const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <info><title>APA</title><id>pullquote-apa</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author">
      <name and="symbol" delimiter=", " initialize-with=". " name-as-sort-order="all" delimiter-precedes-last="always"/>
      <substitute><text variable="title"/></substitute>
    </names>
  </macro>
  <macro name="author-short">
    <names variable="author">
      <name form="short" and="symbol" delimiter=", "/>
      <substitute><text variable="title" quotes="true"/></substitute>
    </names>
  </macro>
  <macro name="date">
    <choose>
      <if variable="issued">
        <date variable="issued">
          <date-part name="year"/>
          <date-part name="month" prefix=", "/>
          <date-part name="day" prefix=" "/>
        </date>
      </if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <macro name="year">
    <choose>
      <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
      <else><text term="no date" form="short"/></else>
    </choose>
  </macro>
  <citation et-al-min="3" et-al-use-first="1">
    <layout prefix="(" suffix=")">
      <group delimiter=", "><text macro="author-short"/><text macro="year"/></group>
    </layout>
  </citation>
  <bibliography et-al-min="21" et-al-use-first="19" et-al-use-last="true">
    <layout>
      <group delimiter=". " suffix=".">
        <group delimiter=". "><text macro="author"/><text macro="date" prefix="(" suffix=")"/></group>
        <text variable="title"/>
        <text variable="container-title" font-style="italic"/>
      </group>
      <text variable="URL" prefix=" "/>
    </layout>
  </bibliography>
</style>`;
