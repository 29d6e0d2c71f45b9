/**
 * What marks the furniture of a page: words in the names that its makers gave to elements, and lines that readers
 * meet on every site. Data, by language where it is one's own; what each may do is decided in `label.ts`.
 */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Parts of class names, ids and test ids: around a picture. */
export const CAPTION_NAMES = words(
  'caption captions figcaption credit credits photocredit imagecredit imagecaption photocaption copyright bildunterschrift ' +
    'bildnachweis legende pie slideshow gallery carousel slide slider lightbox',
);
export const PICTURE_NAMES = words(
  'image images img photo photos picture pictures figure bild foto fotos media thumbnail thumb lead-image',
);

/** … around who wrote it, and when. */
export const BYLINE_NAMES = words(
  'byline bylines author authors autor autoren auteur contributor contributors dateline timestamp datetime pubdate ' +
    'publishdate published updated readtime readingtime infobar articlemeta postmeta postinfo infobox entrymeta bio',
);

/** … around what stands between headline and story. */
export const STANDFIRST_NAMES = words(
  'standfirst dek deck subtitle subhead subheadline subheading summary lead lede intro excerpt abstract einleitung ' +
    'vorspann teaser chapo entradilla bajada sommario ingress',
);

/** … around what is not the article. */
export const FURNITURE_NAMES = words(
  'ad ads adv advert adverts advertisement advertising advertorial adslot adcontainer dfp banner sponsor sponsored ' +
    'sponsor commercial promo promos promoted promotion promobox outbrain taboola plista revcontent affiliate ' +
    'related relateds relatedlinks relatedcontent recommended recommendation recommendations recommend recirc ' +
    'recirculation readmore readalso morelinks moreon seealso mostread mostpopular popular trending teaser teasers ' +
    'newsletter newsletters signup signups subscribe subscription subscriptions abo register registration login signin ' +
    'paywall regwall piano donation donations donate contribution membership membershippromo ' +
    'share shares sharing sharebar sharebuttons sharetools social socials socialmedia follow followus addtoany addthis ' +
    'comment comments commenting kommentar kommentare disqus forum postings community reactions ' +
    'breadcrumb breadcrumbs nav navbar navigation menu submenu topnav pagination pager prevnext ' +
    'tag tags taglist topics keywords tagcloud cookie cookies consent gdpr onetrust didomi ccpa ' +
    'tooltip popover popup modal overlay hidden visuallyhidden screenreader sronly skip skiplink offscreen ' +
    'toolbar tools actions print footer disclaimer copyright survey poll quiz player videoplayer podcast playlist ' +
    'widget widgets sidebar rail ticker weather feedback correction corrections apppromo appstore',
);

/** Posts of social networks in a page: class names of what stands for one, and hosts of its frame. */
export const POST_NAMES = words(
  'twitter-tweet twitter-video twitter-tweet-rendered instagram-media tiktok-embed fb-post fb-video bluesky-embed ' +
    'reddit-embed-bq reddit-card mastodon-embed text-post-media',
);
export const POST_HOST =
  /^(?:[a-z\d-]+\.)*(?:(?:twitter|x|instagram|tiktok|facebook|threads|reddit)\.(?:com|net)|bsky\.app)$/;

/** … and paths there of frames that are buttons. */
export const BUTTON_PATH = /\/(?:plugins\/(?!post|video)|widgets\/\w*button)/;

/** Lines of a caption's kind: who took the picture. */
export const CREDIT_LINE =
  /^(?:(?:file )?(?:photo|photos|image|images|picture|pic|credit|foto|fotos|bild|quelle|source|crédit|crédits|photographie|imagen|fuente|fotografía|immagine|фото|источник|джерело|źródło|fot|kuva|写真|사진)\s*(?:credit|copyright|caption|by|von|par|de)?\s*[:：/|©]|©|\(c\)\s|copyright\b|image copyright|image caption|media caption|getty images?$|afp$|epa$|reuters$|ap photo)/iu;
export const CREDIT_END =
  /(?:[([](?:(?:file )?(?:photo|image|images|picture|pic|credit|foto|bild|quelle|source|crédit|fot|imagen|ap photo|getty images|©)\b[^()[\]]{0,100})[)\]]\.?|(?:\b(?:foto|photo|photograph|bild|image|credit|quelle|fot\.?)\s?[:：]\s?[^.!?]{2,80})|©\s?[^.!?]{2,80}|\b(?:getty images|\/afp|via ap|\/reuters|\/dpa|\/epa|afp via getty images|ap photo\/[^)]{2,60}))$/iu;
/** An agency's name at the end: of a picture's, or of the last paragraph of a story. */
export const AGENCY_END = /[([](?:reuters|afp|epa|ap|dpa|getty)\b[^()[\]]{0,60}[)\]]\.?$/iu;

/** Lines that lead to something else. */
export const RELATED_LINE =
  /^(?:[[(►▶•▪→+\-–—*\s]*)(?:read (?:more|also|next|the full)|also (?:read|on \S+\.\p{L}{2,})|more (?:on|from|great|stories|news|in|about)|see (?:also|more)|related|recommended|don[’']t miss|watch(?: more| now| live)?:|listen:|dive deeper|go deeper|further reading|must[- ]reads?|most read|top stories|click here|tap here|lesen sie|mehr (?:zu|zum|dazu|von|aus|über)|auch interessant|weiterlesen|lesetipp|das könnte|hier (?:finden|lesen|geht)|à lire|lire aussi|voir aussi|lisez aussi|sur le même|lee también|leer más|te puede interesar|más información|ver también|leggi anche|leia (?:mais|também)|veja também|saiba mais|lees ook|meer over|läs (?:mer|också|även)|les også|læs også|lue myös|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|читайте (?:также|також)|смотрите также|дивіться також|ayrıca|ilgili haber|관련 ?기사|関連記事|関連キーワード|あわせて読みたい|続きを読む|اقرأ (?:أيضا|أيضاً|المزيد)|قد يهمك|קראו (?:גם|עוד))/iu;

/** Lines that may ask readers for something … */
export const APPEAL_LINE =
  /(?:\b(?:sign up|subscribe|newsletters?|follow us|follow .{1,30} on (?:instagram|facebook|twitter|x\b|youtube|tiktok)|join our|join us|download (?:the|our)|get the app|app store|google play|whatsapp|telegram channel|push notifications?|breaking news (?:alerts|emails)|story tip|have a (?:tip|story|news tip)|news tip|send us|email us|e-mail us|contact us|tell us what|let us know|support (?:our|us|the)|donate|unterstützen sie|spenden?\b|artikel gefallen|become a (?:member|subscriber)|like this story|share (?:this|it|your)|click here|leave a comment|join the conversation|post comment|be the first to comment|skip to (?:content|main)|to continue reading|already a subscriber|create an account|sign in|log in|registered? (?:for|to)|your inbox|abonnieren|newsletter|jetzt anmelden|registrieren|folgen sie|hier anmelden|abonnez|inscrivez|suivez[- ]nous|suscríbe|síguenos|iscriviti|seguici|assine|inscreva|siga|prenumerera|abonneer|zapisz się)|^※|подпи(?:шитесь|сывайтесь)|підпи(?:шіться|суйтесь|суйтеся)|フォローする|会員登録|会員限定|定期購読|メールマガジン|구독(?:하|\s?신청)|اشتركوا|اشترك الآن|تابعونا|حمل الآن)/iu;

/** … and do so: they speak to them, or begin with what to do. */
export const ADDRESSED =
  /(?:\b(?:you|your|our)\b|^(?:sign|subscribe|follow|join|download|get|like|share|click|tell|send|e?-?mail|contact|support|donate|become|register|log|leave|post|be the|skip|have|do|want|for more|to (?:read|continue)|already|create|listen|watch)\b|\b(?:sie|ihnen|ihr|uns|vous|votre|nous|nos|usted|tu|nuestr|vostr|nostr|seu|nosso)\b|[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Arabic}])/iu;

/** What stands in place of content of others until the reader agrees. */
export const EMBED_LINE =
  /(?:extern(?:er|en|e) (?:redaktionelle[rn]? )?inhalte?|empfohlener redaktioneller inhalt|ein klick für den datenschutz|personenbezogene daten an (?:dritt|.{0,40}übermittelt)|inhalt(?:e)? von .{0,30}(?:anzeigen|angezeigt)|(?:this|the) (?:content|article contains content) (?:is )?(?:provided|hosted|not available).{0,80}(?:cookies|consent|privacy|third part)|we need your (?:consent|permission)|third[- ]party content|contenu (?:externe|bloqué|tiers)|contenido externo|contenuto esterno|conteúdo externo|för att visa innehåll|externe inhoud|treść zewnętrzn|(?:uses|nutzen|verwendet?|utilise) cookies)/iu;

/** Lines that stand alone and say nothing of the story. */
export const NOTICE_LINE =
  /^(?:(?:adverti[sz]e(?:ment|ments|r content)|advert|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklama|iklan|reklam|annons|annonse|\[?pr\]?|sponsored(?: content)?|article continues below(?: advertisement)?|continue reading(?: below)?|story continues(?: below)?|this slideshow requires.{0,40}|(?:this|der) (?:video|content|inhalt) (?:is not|isn[’']t|cannot|can not|ist nicht|kann nicht).{0,60}|loading[^\p{L}\p{N}]*|comments?|share|print|save|email|facebook|twitter|caption|close|image \d+ of.{0,12}|\d+ ?\/ ?\d+|\d+ of \d+|photos?|video|audio|live ?blog|opinion|analysis|review|comment|news|exclusive|breaking|updated|undefined|null)[^\p{L}\p{N}]*|[^\p{L}\p{N}]+)$/iu;

/** What a control says that opens the rest of an article. */
export const READ_ON =
  /^(?:the )?(?:story continues|continue reading|continue|read (?:more|on|full (?:story|article)|the (?:full|rest).{0,20})|(?:show|see|view|load) (?:more|full (?:story|article)|all)|expand|more|weiterlesen|mehr (?:anzeigen|lesen)|ganzen artikel.{0,20}|artikel (?:weiterlesen|anzeigen)|lire (?:la suite|plus)|afficher (?:la suite|plus)|seguir leyendo|leer más|ver más|continua(?:re)?(?: a leggere| la lettura)?|leggi tutto|continuar lendo|ler mais|leia mais|lees (?:verder|meer)|läs (?:mer|vidare)|les (?:mer|videre)|læs (?:mere|videre)|czytaj dalej|читать (?:далее|дальше|полностью)|читати далі|devamını oku|続きを読む|더 ?보기|계속 읽기|اقرأ المزيد|המשך לקרוא|阅读全文|展开全文)[^\p{L}\p{N}]*$/iu;

/** Who wrote it, when: the whole line. */
export const DATE_LINE =
  /^(?:(?:first |last )?(?:published|updated|posted|modified|created|publicado|actualizado|publié|mis à jour|veröffentlicht|aktualisiert|stand|erstellt|publicerad|uppdaterad|julkaistu|opublikowano|aktualizacja|опубликовано|обновлено|pubblicato|aggiornato)\b.{0,90}|(?:\p{L}{2,12}\.?,? )?\d{1,2}[./ -]+(?:\d{1,2}|\p{L}{3,12})\.?[./ -]+,?\s?\d{2,4}.{0,50}|(?:\p{L}{3,12}\.? )\d{1,2},? \d{4}.{0,50}|\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}.{0,40}|\d{1,3} (?:minutes?|mins?|hours?|days?|weeks?|months?) ago.{0,20}|(?:reading time|lesezeit|lesedauer|temps de lecture)[^\p{L}\p{N}].{0,20}|\d{1,2}(?:[:.h]\d{2}){1,2}(?: ?[ap]\.?m\.?)?(?: (?:uhr|utc|[a-z]{2,3}t))?|(?:[^.!?]{1,60}[·•|] ?)?\d{1,3}[ -]?(?:min|minutes?|minuten)\.? (?:read|lesezeit|de lecture|lesedauer))$/iu;
export const BYLINE_LINE =
  /^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Aa]v|[Dd]a|[Dd]oor|[Tt]exte?|[Ff]rom|(?:[Rr]eporting|[Ww]ritten|[Ee]dited|[Ss]tory) by)[:\s]\s?\p{Lu}[\p{L}’'.-]*(?:[ ,/|&]+(?:(?:and|und|et|y|e|och|in|for) )?\p{Lu}[\p{L}’'.-]*){0,9}[ ,/|&]*$/u;

/** What agencies and papers add to whose work it is. */
export const CREDIT_NOTE =
  /^(?:[^\p{L}\p{N}]*(?:\(?(?:(?:additional )?(?:reporting|writing|editing|compiled) by|additional reporting from)\b|with (?:wires|agencies|additional reporting|files from|inputs? from|material from)\b[^,“"]{0,80}$|with reporting (?:by|from)|\(?with .{0,40}(?:agencies|inputs)\)?$|.{0,120}\bcontributed to this (?:report|story|article)|the associated press (?:contributed|\d)|copyright\s*(?:©|\d|by\b|\(c\))|©|all rights reserved|this (?:article|story) (?:was |is )?(?:originally |first )?(?:published|appeared|produced)|our standards|editing by|a version of this (?:article|story|column) (?:appears|appeared|was)|mit material von|\(?(?:dpa|afp|apa|reuters|sid|epd|kna|ap|ansa|efe|tass|ntb|tt)(?:[/,\s-]+\p{L}{2,8}){0,4}\)?[^\p{L}\p{N}]*$))/iu;
