import { randomInt } from 'node:crypto';

/**
 * Words that everybody knows, easily told by telephone and written without accents, no two of which become one so: over
 * 256 of them, so that each adds 8 bits.
 */
const words = (
  'anh ao ba bac bai ban bang bao bap bau be ben bep bia bien binh bo bong bui bun buom but ca cam can cao cau cay chai ' +
  'cham chan chao chen chin cho chu chua chum chuoi chuong coc com con cong cot cua cuoc da dai dan dao dau day ' +
  'den di dia diem dieu do doi dong dua dung duong ech em ga gac gach gai gao gap gau ghe gio giay gieng go goc goi ' +
  'gom gon guong ha hai ham han hang hanh hat he hen hien ho hoa hoc hoi hom hong hop hue hung huong huou kem ken keo khac ' +
  'khan khe khi khoai khoi khong kim kinh la lac lam lan lang lanh le leo lo long lop lua lung luoi luong mai man mang mat ' +
  'may me men meo mia mo moc moi mon mong mot mua mui muoi muong nai nam nang nau nem nen nep nghe nghi ngo ngoc ngon ngua ' +
  'nguoi nha nhan nhac nho noi nom non nong nui nuoc oc oi ong pha phao pho phong phu qua quan quat que quyen rac ram rang ' +
  'rau ro roi rong rua rung ruong sac sach sam san sang sau sen so soi son song sua suoi suon suong ta tai tam tan tao tau ' +
  'tay te tet than thang thanh the theo thi thia tho thoc thom thu thuoc thuyen tia tien tieng tin to toi tom tre tren tro ' +
  'trong tru trung truong tu tuoi tuong vai van vang vay ve ven vi vit vo voi von vong vuon vuong xa xanh xe xoai xom xoong ' +
  'xuan xuong yen'
).split(' ');

const wordsOfOne = 8;

/** Eight words, of 64 bits together. */
export function proposePassphrase(): string {
  return Array.from({ length: wordsOfOne }, () => words[randomInt(words.length)] ?? '').join('-');
}
