/** The words and signs of English references, as a locale of the Citation Style Language 1.0.2. */

const MONTHS = [
  ['January', 'Jan.'],
  ['February', 'Feb.'],
  ['March', 'Mar.'],
  ['April', 'Apr.'],
  ['May', 'May'],
  ['June', 'June'],
  ['July', 'July'],
  ['August', 'Aug.'],
  ['September', 'Sept.'],
  ['October', 'Oct.'],
  ['November', 'Nov.'],
  ['December', 'Dec.'],
] as const;

const months = MONTHS.map(([long, short], index) => {
  const name = `month-${String(index + 1).padStart(2, '0')}`;
  return `<term name="${name}">${long}</term><term name="${name}" form="short">${short}</term>`;
});

export const ENGLISH = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <style-options punctuation-in-quote="true"/>
  <date form="text"><date-part name="month" suffix=" "/><date-part name="day" suffix=", "/><date-part name="year"/></date>
  <date form="numeric"><date-part name="year"/><date-part name="month" prefix="-" form="numeric-leading-zeros"/><date-part name="day" prefix="-" form="numeric-leading-zeros"/></date>
  <terms>
    <term name="accessed">accessed</term>
    <term name="and">and</term>
    <term name="available at">available at</term>
    <term name="et-al">et al.</term>
    <term name="no date">no date</term>
    <term name="no date" form="short">n.d.</term>
    <term name="open-quote">“</term>
    <term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term>
    <term name="close-inner-quote">’</term>
    <term name="page-range-delimiter">–</term>
    ${months.join('\n    ')}
  </terms>
</locale>`;
