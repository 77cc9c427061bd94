/** Names nobody hoped for: long ones with and without a place to break, emoji, right to left, markup, controls. */
export const HOSTILE_NAMES: readonly string[] = [
  'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaftsverwaltungsvorstandsmitgliederverband.',
  'The Very Reverend and Most Honourable Company of Patient Ironmongers, Chandlers and Allied Wholesale Trades of Greater Oak',
  '一家名字特别特别长的有限责任公司'.repeat(8).slice(0, 120),
  '🦦 Otter & Söhne 👩‍👩‍👧‍👦 🇨🇭 🏴‍☠️ ✅',
  'شركة النور للتجارة (المحدودة) 2024',
  'חברת הזהב בע"מ - Ltd. 100%',
  'Abc \u202Emoc.live\u202C Ltd',
  '<script>document.title="owned"</script><b>Bold & Sons</b>',
  '<img src=x onerror=alert(1)> "quoted" \'single\' `tick`',
  '=HYPERLINK("http://example.com","Pay here")',
  '#set page(fill: red) $x^2$ *bold* _under_ \\ @ref',
  '{{customer}} #{name} %s %00 ',
  'Zalgo Z̷͇̈́a̶̻͝l̴̰̈g̵͔̍o̸͎͌ Trading',
];

/** What the company itself is called. */
export const HOSTILE_COMPANY = '<i>Übermäßig</i> & שלום 🦦 "Holding" 超长名称集团有限公司 Aktiengesellschaft';
