/** Templates to begin with: each can be used as it is, or copied and changed. */
import type { Template } from './schema';

export const GALLERY: readonly Template[] = [
  {
    id: 'obsidian-note',
    name: 'Obsidian: a note with callouts',
    extension: 'md',
    header: '',
    article: `{{#isOnly}}
---
title: {{title|yaml}}
source: {{url|yaml}}
author: {{byline|yaml}}
site: {{site|yaml}}
published: {{published|iso|yaml}}
saved: {{saved|iso}}
tags:
{{#tags}}
  - {{slug|yaml}}
{{/tags}}
---
{{/isOnly}}
{{^isOnly}}
## [{{title}}]({{url}})
{{/isOnly}}

{{#marks}}
{{#isQuote}}
> [!quote] {{attribution}}{{^attribution}}{{kind}}{{/attribution}}
{{/isQuote}}
{{#isClaim}}
> [!question] {{kind}} ({{status}}{{#rating}}: {{rating}}{{/rating}}){{#claimant}} — {{claimant}}{{/claimant}}
{{/isClaim}}
{{#isHighlight}}
> [!abstract] {{kind}}
{{/isHighlight}}
{{#isNote}}
> [!note] {{kind}}
{{/isNote}}
{{#lines}}
> > {{.}}
{{^last}}
> >
{{/last}}
{{/lines}}
{{^isNote}}
>
> [↗]({{link}}){{#hashtags}} {{hashtags}}{{/hashtags}}
{{/isNote}}
{{#noteLines}}
{{#first}}
>
{{/first}}
> {{.}}
{{/noteLines}}

^{{id}}

{{/marks}}
`,
    footer: '',
  },
  {
    id: 'obsidian-daily',
    name: 'Obsidian: a line for each quote, for the daily note',
    extension: 'md',
    header: '## {{today|iso}}\n\n',
    article: `{{#quotes}}
- “{{text}}”{{#attribution}} — {{attribution}}{{/attribution}}, [{{title}}]({{link}}){{#hashtags}} {{hashtags}}{{/hashtags}}
{{/quotes}}
`,
    footer: '',
  },
  {
    id: 'outline',
    name: 'Outline: bullets within bullets',
    extension: 'md',
    header: '',
    article: `- [{{title}}]({{url}}){{#site}} · {{site}}{{/site}}{{#published}} · {{published}}{{/published}}
{{#marks}}
	- {{kind}}{{#attribution}}: {{attribution}}{{/attribution}}{{#status}} ({{status}}){{/status}}{{#hashtags}} {{hashtags}}{{/hashtags}}
{{#lines}}
		- {{.}}
{{/lines}}
{{#note}}
		- {{note}}
{{/note}}
{{/marks}}
`,
    footer: '',
  },
  {
    id: 'notion',
    name: 'Notion: headings and quotes',
    extension: 'md',
    header: '',
    article: `# {{title}}

[{{site}}]({{url}}){{#byline}} · {{byline}}{{/byline}}{{#published}} · {{published}}{{/published}}

{{#marks}}
{{#lines}}
> {{.}}
{{^last}}
>
{{/last}}
{{/lines}}

{{#attribution}}
— **{{attribution}}**

{{/attribution}}
{{#isClaim}}
- [{{#isChecked}}x{{/isChecked}}{{^isChecked}} {{/isChecked}}] {{kind}}: {{status}}

{{/isClaim}}
{{#noteLines}}
{{.}}
{{/noteLines}}

{{/marks}}
`,
    footer: '',
  },
  {
    id: 'email',
    name: 'E-mail to an editor',
    extension: 'txt',
    header: '',
    article: `{{title}}
{{site}}{{#byline}}, {{byline}}{{/byline}}{{#published}}, {{published}}{{/published}}
{{url}}

{{#marks}}
{{index}}. {{#text}}“{{text}}”{{/text}}{{#isNote}}{{note}}{{/isNote}}
{{#attribution}}
   — {{attribution}}{{#status}} ({{status}}){{/status}}
{{/attribution}}
{{^attribution}}
{{#status}}
   ({{status}})
{{/status}}
{{/attribution}}
{{^isNote}}
{{#noteLines}}
   {{.}}
{{/noteLines}}
{{/isNote}}

{{/marks}}
`,
    footer: '',
  },
  {
    id: 'fact-check-table',
    name: 'Fact check: a table of claims',
    extension: 'md',
    header: `# {{collection}}, {{today}}

| Claim | Who claims it | Status | Evidence | Source |
| --- | --- | --- | --- | --- |
`,
    article: `{{#claims}}
| {{text}} | {{claimant}} | {{status}}{{#rating}}: {{rating}}{{/rating}} | {{note|plain}} | [{{site}}]({{link}}){{#published}}, {{published}}{{/published}} |
{{/claims}}
`,
    footer: '',
  },
  {
    id: 'quotebacks',
    name: 'Quotebacks: quotes for a web page',
    extension: 'html',
    header: '',
    article: `{{#marks}}
{{^isNote}}
<blockquote class="quoteback" data-title="{{title}}" data-author="{{byline}}" cite="{{link}}">
{{#lines}}
<p>{{.}}</p>
{{/lines}}
<footer>{{#attribution}}{{attribution}}, {{/attribution}}{{site}} <cite><a href="{{link}}">{{title}}</a></cite></footer>
</blockquote>
{{/isNote}}
{{/marks}}
`,
    footer: '',
  },
  {
    id: 'wordpress',
    name: 'WordPress: quote blocks',
    extension: 'html',
    header: '',
    article: `{{#marks}}
{{^isNote}}
<!-- wp:quote -->
<blockquote class="wp-block-quote">
{{#lines}}
<!-- wp:paragraph -->
<p>{{.}}</p>
<!-- /wp:paragraph -->
{{/lines}}
<cite>{{#attribution}}{{attribution}}, {{/attribution}}<a href="{{link}}">{{title}}</a></cite></blockquote>
<!-- /wp:quote -->

{{/isNote}}
{{/marks}}
`,
    footer: '',
  },
  {
    id: 'latex',
    name: 'LaTeX: quotations for csquotes',
    extension: 'tex',
    header: '',
    article: `{{=<< >>=}}
<<#marks>>
<<^isNote>>
\\begin{displayquote}[{<<#attribution>><<attribution>>, <</attribution>>\\href{<<link>>}{<<title>>}}]
<<#lines>>
<<.>>

<</lines>>
\\end{displayquote}
<<#note>>
% <<note>>
<</note>>
<</isNote>>
<</marks>>
`,
    footer: '',
  },
];
