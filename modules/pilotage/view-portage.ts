import { cleDeRecherche, formaterJour } from '#core/texte.ts';
import type { Charge, ChargeDe, FaitsPortage, GenreDeCharge } from './model-portage.ts';

export type Porteur = { readonly personneId: string; readonly nom: string; readonly mandats: readonly Charge[]; readonly actions: readonly Charge[]; readonly taches: readonly Charge[]; readonly soirees: readonly string[] };
export type VuePortage = {
  readonly base: string;
  readonly adresse: string;
  /** Everybody, for those who share the work out; otherwise only what one carries oneself. */
  readonly tous: boolean;
  readonly q: string;
  readonly porteurs: readonly Porteur[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly interdit?: boolean;
};

export const PORTEURS_PAR_PAGE = 50;

const enCharge = ({ texte, detail, href }: Charge): Charge => ({ texte, ...(detail === undefined ? {} : { detail }), href });

/** Tasks of the sheets whose « qui » is the name of exactly one person: a name that two people have is nobody's. */
function attribuer({ gens, ecrites }: FaitsPortage): readonly ChargeDe[] {
  const parNom = Map.groupBy(gens, (g) => cleDeRecherche(g.nom));
  return ecrites.flatMap((t): ChargeDe[] => {
    const [seul, autre] = parNom.get(cleDeRecherche(t.qui)) ?? [];
    return seul && !autre ? [{ ...enCharge(t), genre: 'tache', personneId: seul.personneId, nom: seul.nom }] : [];
  });
}

/** Who carries what, by name: no total, no score, no order but that of the alphabet. */
export function porteursDe(faits: FaitsPortage): readonly Porteur[] {
  const charges = [...faits.charges, ...attribuer(faits)];
  const noms = new Map([...charges, ...faits.soirees].map((c) => [c.personneId, c.nom]));
  const de = (id: string, genre: GenreDeCharge): readonly Charge[] => charges.filter((c) => c.personneId === id && c.genre === genre).map(enCharge);
  // Two meetings of one evening are one evening given.
  const soirs = (id: string): readonly string[] => [...Map.groupBy(faits.soirees.filter((s) => s.personneId === id), (s) => s.jour)].map(([jour, l]) => `${formaterJour(jour)} (${l.map((s) => s.titre).join(', ')})`);
  return [...noms].sort(([ia, a], [ib, b]) => a.localeCompare(b, 'fr') || (ia < ib ? -1 : 1)).map(([personneId, nom]) => ({ personneId, nom, mandats: de(personneId, 'mandat'), actions: de(personneId, 'action'), taches: de(personneId, 'tache'), soirees: soirs(personneId) }));
}

type Demande = { readonly base: string; readonly adresse: string; readonly moi: string; readonly tous: boolean; readonly q: string; readonly page: number; readonly interdit?: boolean };

export function presenterPortage(faits: FaitsPortage, d: Demande): VuePortage {
  const mots = cleDeRecherche(d.q).split(' ').filter(Boolean);
  const vus = porteursDe(faits).filter((p) => (d.tous || p.personneId === d.moi) && mots.every((m) => cleDeRecherche(p.nom).includes(m)));
  const numero = Math.min(d.page, Math.max(1, Math.ceil(vus.length / PORTEURS_PAR_PAGE)));
  return { base: d.base, adresse: d.adresse, tous: d.tous, q: d.q, porteurs: vus.slice((numero - 1) * PORTEURS_PAR_PAGE, numero * PORTEURS_PAR_PAGE), page: { numero, taille: PORTEURS_PAR_PAGE, total: vus.length }, ...(d.interdit ? { interdit: true } : {}) };
}
