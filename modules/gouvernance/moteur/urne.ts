import type { Corps } from './corps.ts';
import { connus, parCode, sansDoublon } from './corps.ts';
import { arreter } from './refus.ts';
import type { Bulletin } from './scrutin.ts';

/** What a ballot says once read: a choice on a resolution, or names. */
export type Contenu = { readonly choix: 'pour' | 'contre' | 'abstention' | 'blanc' | 'nul' } | { readonly candidats: readonly string[] };
/** Ballots alike: `tetes` voters of one college (`undefined` when not said), or one member by name. */
export type Lot = { readonly college: string | undefined; readonly membre?: string; readonly tetes: number; readonly contenu: Contenu };

type Lecture = { readonly bulletins: readonly Bulletin[]; readonly corps: Corps; readonly colleges: readonly string[]; readonly election: boolean; readonly secret: boolean; readonly collegeExige: boolean };

function contenuDe(b: Bulletin, rang: number, election: boolean): Contenu {
  const refuser = (pourquoi: string): never => arreter({ code: 'bulletin_illisible', rang, pourquoi });
  if ((b.choix === undefined) === (b.candidats === undefined)) return refuser(election ? 'il faut « candidats », ou « choix » pour une abstention, un blanc ou un nul, et un seul des deux.' : 'il faut « choix ».');
  if (b.candidats !== undefined) {
    if (!election) return refuser('une résolution n’a pas de candidats.');
    return b.candidats.length === 0 ? { choix: 'blanc' } : { candidats: [...new Set(b.candidats)].sort(parCode) };
  }
  const choix = b.choix ?? 'nul';
  return election && (choix === 'pour' || choix === 'contre') ? refuser('« pour » et « contre » n’existent pas dans une élection.') : { choix };
}

/** Reads the ballots of one vote or one round: all by name, or all without. The result does not depend on their order. */
export function lireUrne(lecture: Lecture): readonly Lot[] {
  const { bulletins, corps, secret } = lecture;
  const nominaux = bulletins.filter((b) => b.membre !== undefined);
  if (nominaux.length > 0 && nominaux.length < bulletins.length) arreter({ code: 'bulletins_meles' });
  if (nominaux.length === 0) return lireSansNom(lecture);
  if (secret) arreter({ code: 'secret_rompu' });
  for (const [rang, b] of bulletins.entries()) if (b.nombre !== undefined || b.college !== undefined) arreter({ code: 'bulletin_illisible', rang, pourquoi: '« nombre » et « college » ne vont pas avec « membre ».' });
  const dits = new Map(bulletins.map((b, rang) => [b.membre ?? '', contenuDe(b, rang, lecture.election)]));
  const noms = bulletins.map((b) => b.membre ?? '');
  sansDoublon(noms, 'bulletins');
  const votants = new Set(corps.votants.map((m) => m.id));
  for (const membre of [...noms].sort(parCode)) if (!votants.has(membre)) arreter({ code: 'bulletin_non_admis', membre });
  return corps.votants.flatMap((m): Lot[] => {
    const contenu = dits.get(m.id) ?? dits.get(corps.representes.get(m.id) ?? '');
    return contenu ? [{ college: m.college, membre: m.id, tetes: 1, contenu }] : [];
  });
}

const cleDe = (c: Contenu): string => ('choix' in c ? c.choix : JSON.stringify(c.candidats));

function lireSansNom({ bulletins, corps, colleges, election, collegeExige }: Lecture): readonly Lot[] {
  connus(bulletins.flatMap((b) => b.college ?? []), new Set(colleges), 'bulletins.college');
  const lots = bulletins.flatMap((b, rang): Lot[] => {
    if (b.college === undefined && collegeExige) arreter({ code: 'bulletin_illisible', rang, pourquoi: 'il faut « college » : les règles comptent les collèges à part.' });
    return [{ college: b.college, tetes: b.nombre ?? 1, contenu: contenuDe(b, rang, election) }];
  });
  const total = (liste: readonly Lot[]): number => liste.reduce((n, l) => n + l.tetes, 0);
  for (const college of colleges) {
    const [bulletinsDuCollege, votants] = [total(lots.filter((l) => l.college === college)), corps.votants.filter((m) => m.college === college).length];
    if (bulletinsDuCollege > votants) arreter({ code: 'bulletins_en_trop', college, bulletins: bulletinsDuCollege, votants });
  }
  if (total(lots) > corps.votants.length) arreter({ code: 'bulletins_en_trop', bulletins: total(lots), votants: corps.votants.length });
  return lots.filter((l) => l.tetes > 0).sort((a, b) => parCode(a.college ?? '', b.college ?? '') || parCode(cleDe(a.contenu), cleDe(b.contenu)));
}
