/** `text` as text of HTML: in an element, or in an attribute that stands in quotes. Well-formed. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
