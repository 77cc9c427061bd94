import type { Dice } from './dice.ts';

/*
 * Names that no company bears: beasts in trades that beasts do not ply. Combined by chance.
 */
const COLOURS = [
  'Amber',
  'Azure',
  'Cinnamon',
  'Copper',
  'Coral',
  'Emerald',
  'Indigo',
  'Ivory',
  'Jade',
  'Lavender',
  'Marble',
  'Mauve',
  'Ochre',
  'Pewter',
  'Plaid',
  'Saffron',
  'Scarlet',
  'Silver',
  'Striped',
  'Velvet',
] as const;
const BEASTS = [
  'Aardvark',
  'Axolotl',
  'Badger',
  'Capybara',
  'Chinchilla',
  'Dormouse',
  'Flamingo',
  'Gecko',
  'Hedgehog',
  'Ibis',
  'Jackdaw',
  'Lobster',
  'Meerkat',
  'Narwhal',
  'Otter',
  'Pangolin',
  'Puffin',
  'Quokka',
  'Tapir',
  'Walrus',
  'Wombat',
  'Yak',
] as const;
const TRADES = [
  'Bearings',
  'Ceramics',
  'Freight',
  'Furniture',
  'Instruments',
  'Lighting',
  'Packaging',
  'Paper',
  'Pumps',
  'Supplies',
  'Textiles',
  'Timber',
  'Tooling',
  'Trading',
] as const;
const FORMS = ['Ltd', 'Inc.', 'LLC', 'Co.', 'GmbH', 'Pty'] as const;

const ZH_COLOURS = [
  '琥珀',
  '天青',
  '桂皮',
  '珊瑚',
  '翡翠',
  '靛蓝',
  '象牙',
  '薰衣',
  '大理石',
  '赭石',
  '锡色',
  '格子',
  '藏红',
  '银色',
  '条纹',
  '丝绒',
] as const;
const ZH_BEASTS = [
  '河马',
  '水獭',
  '刺猬',
  '海象',
  '火烈鸟',
  '土拨鼠',
  '貘',
  '袋熊',
  '睡鼠',
  '海鹦',
  '独角鲸',
  '牦牛',
  '壁虎',
  '水豚',
  '獾',
  '羊驼',
] as const;
const ZH_TRADES = [
  '轴承',
  '陶瓷',
  '物流',
  '家具',
  '仪器',
  '照明',
  '包装',
  '纸业',
  '泵业',
  '纺织',
  '木业',
  '工具',
  '贸易',
  '五金',
] as const;
const ZH_FORMS = ['有限公司', '有限责任公司', '股份有限公司', '商行'] as const;

const GIVEN = [
  'Ada',
  'Basil',
  'Clover',
  'Dorian',
  'Esme',
  'Fern',
  'Gus',
  'Hazel',
  'Ivo',
  'Juniper',
  'Kit',
  'Linus',
] as const;
const FAMILY = [
  'Acornby',
  'Brambleson',
  'Dapplewood',
  'Fernsby',
  'Hollowell',
  'Mossman',
  'Nettlefold',
  'Pebbleton',
  'Quillfeather',
  'Thistlewick',
] as const;
const ZH_PEOPLE = [
  '白小糖',
  '蓝小雨',
  '青小禾',
  '金小麦',
  '石小磊',
  '云小朵',
  '梅小雪',
  '柳小枝',
  '松小果',
  '竹小叶',
  '江小舟',
  '林小鹿',
] as const;

function englishCompany(dice: Dice): string {
  const beast = dice.pick(BEASTS);
  const trade = dice.pick(TRADES);
  const shape = dice.whole(0, 99);
  if (shape < 6) return `${beast}, ${dice.pick(BEASTS)} & Daughters ${trade}`;
  if (shape < 9) return `The "${dice.pick(COLOURS)} ${beast}" ${trade} ${dice.pick(FORMS)}`;
  if (shape < 10) return `@Home ${beast} ${trade}`;
  if (shape < 14) return `O'${beast} ${trade} ${dice.pick(FORMS)}`;
  return `${dice.pick(COLOURS)} ${beast} ${trade} ${dice.pick(FORMS)}`;
}

function chineseCompany(dice: Dice): string {
  return `${dice.pick(ZH_COLOURS)}${dice.pick(ZH_BEASTS)}${dice.pick(ZH_TRADES)}${dice.pick(ZH_FORMS)}`;
}

/** A company's name, two in five in Chinese. */
export function companyName(dice: Dice): string {
  return dice.chance(0.4) ? chineseCompany(dice) : englishCompany(dice);
}

/** The people who look after customers, in a fixed order; never more than there are names. */
export function accountManagers(count: number): readonly [string, ...string[]] {
  const english = FAMILY.map((family, at) => `${GIVEN[at % GIVEN.length]} ${family}`);
  const [first = '', ...others] = english.flatMap((name, at) => [name, ZH_PEOPLE[at] ?? name]);
  return [first, ...others.slice(0, Math.max(0, count - 1))];
}
