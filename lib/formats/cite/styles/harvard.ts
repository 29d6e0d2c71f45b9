/** Harvard after Cite Them Right, 12th edition: newspaper articles online; an unsigned one stands under its newspaper. */
export const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
  <info><title>Harvard</title><id>pullquote-harvard</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <locale xml:lang="en">
    <style-options punctuation-in-quote="false"/>
    <terms>
      <term name="open-quote">‘</term><term name="close-quote">’</term>
      <term name="open-inner-quote">“</term><term name="close-inner-quote">”</term>
    </terms>
  </locale>
  <macro name="year">
    <choose>
      <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
      <else><text term="no date"/></else>
    </choose>
  </macro>
  <macro name="day">
    <date variable="issued"><date-part name="day" suffix=" "/><date-part name="month"/></date>
  </macro>
  <macro name="accessed">
    <date variable="accessed">
      <date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>
    </date>
  </macro>
  <citation et-al-min="4" et-al-use-first="1">
    <layout prefix="(" suffix=")">
      <group delimiter=", ">
        <names variable="author">
          <name form="short" and="text" delimiter=", " delimiter-precedes-last="never"/>
          <et-al font-style="italic"/>
          <substitute><text variable="container-title" font-style="italic"/></substitute>
        </names>
        <text macro="year"/>
      </group>
    </layout>
  </citation>
  <bibliography et-al-min="4" et-al-use-first="1">
    <layout suffix=".">
      <group delimiter=". ">
        <group delimiter=", ">
          <group delimiter=" ">
            <names variable="author">
              <name and="text" delimiter=", " initialize-with="." name-as-sort-order="all" delimiter-precedes-last="never"/>
              <et-al font-style="italic"/>
              <substitute><text variable="container-title" font-style="italic"/></substitute>
            </names>
            <text macro="year" prefix="(" suffix=")"/>
            <text variable="title" quotes="true"/>
          </group>
          <text variable="container-title" font-style="italic"/>
          <text macro="day"/>
        </group>
        <group delimiter=" ">
          <group delimiter=": "><text term="available at" text-case="capitalize-first"/><text variable="URL"/></group>
          <group delimiter=": " prefix="(" suffix=")">
            <text term="accessed" text-case="capitalize-first"/><text macro="accessed"/>
          </group>
        </group>
      </group>
    </layout>
  </bibliography>
</style>`;
