import { ok, refuser, type Result } from '#core/result.ts';
import type { RefusFichier } from '../moteur/colonnes.ts';
import { creerInterneur, fnv, naturels } from '../moteur/interneur.ts';
import { creerDecoupeur, type Ligne } from '../moteur/lignes.ts';
import { decoder } from '../moteur/tampon.ts';
import { ATTENDU, lireTete } from './importer-annuaire.ts';
import { FichierTronque, ouvrirFichier } from './ouvrir-fichier.ts';

export type Mouvement = { readonly nature: 'arrivee' | 'depart' | 'demenagement'; readonly identifiant: string; readonly nom: string; readonly communes: string };
export type Comparaison = { readonly avant: number; readonly apres: number; readonly mouvements: readonly Mouvement[] };

type Edition = {
  readonly nombre: () => number;
  readonly rang: (identifiant: Uint8Array) => number;
  readonly lieux: (personne: number) => number;
  readonly identifiant: (personne: number) => Uint8Array;
};

/** Reads persons and a hash of the set of their communes; `surLigne` sees each row once they are known. */
async function lire(chemin: string, surLigne?: (l: Ligne, rangs: { nom: number; prenom: number; commune: number }, personne: number) => void): Promise<Result<Edition, RefusFichier>> {
  const ouvert = await ouvrirFichier(chemin, ATTENDU);
  if (!ouvert.ok) return ouvert;
  const iterateur = ouvert.valeur.morceaux[Symbol.asyncIterator]();
  const personnes = creerInterneur(Math.max(1024, Math.ceil(ouvert.valeur.taille / 620)), 12);
  const couples = creerInterneur(Math.max(1024, Math.ceil(ouvert.valeur.taille / 500)), 9);
  let coupee: number | undefined;
  let sommes = naturels(personnes.taille() + 1024);
  const cle = new Uint8Array(64);
  try {
    const tete = await lireTete(iterateur);
    if (!tete.ok) return tete;
    const { rang } = tete.valeur.entete;
    const decoupeur = creerDecoupeur(tete.valeur.entete.nombre, (l) => {
      const [d, f] = [(l.bornes[rang.identifiantNational] ?? 0) + 1, l.bornes[rang.identifiantNational + 1] ?? 0];
      if (f <= d) return;
      const k = personnes.interner(l.tampon, d, f);
      const personne = k < 0 ? -1 - k : k;
      if (personne >= sommes.length) {
        const plus = naturels(Math.ceil(personne * 1.6) + 1);
        plus.set(sommes);
        sommes = plus;
      }
      // A commune counts once however many activities are there: the pair person-commune is kept.
      const [dc, fc] = [(l.bornes[rang.commune] ?? 0) + 1, Math.min(l.bornes[rang.commune + 1] ?? 0, (l.bornes[rang.commune] ?? 0) + 41)];
      new DataView(cle.buffer).setUint32(0, personne);
      cle.set(l.tampon.subarray(dc, fc), 4);
      if (fc > dc && couples.interner(cle, 0, 4 + fc - dc) < 0) sommes[personne] = (sommes[personne] ?? 0) + fnv(cle, 4, 4 + fc - dc);
      surLigne?.(l, rang, personne);
    }, (numero, faute) => {
      if (faute === 'coupee') coupee = numero;
    }, 2);
    decoupeur.lire(tete.valeur.reste);
    for (let m = await iterateur.next(); !m.done; m = await iterateur.next()) decoupeur.lire(m.value);
    decoupeur.finir();
    if (coupee !== undefined) return refuser({ code: 'texte_coupe', ligne: coupee });
  } catch (e) {
    if (e instanceof FichierTronque) return refuser({ code: 'compression_tronquee', lues: 0 });
    throw e;
  } finally {
    await iterateur.return?.();
  }
  const connus = personnes.taille();
  return ok({
    nombre: () => connus,
    rang: (o) => {
      const k = personnes.interner(o, 0, o.length);
      return k >= 0 && k < connus ? k : -1;
    },
    lieux: (p) => sommes[p] ?? 0,
    identifiant: (p) => personnes.octetsDe(p),
  });
}

/** Arrivals, departures and moves between two editions, from the files alone: no database. Each file is read once, then only the rows of those who moved. */
export async function comparerExtractions(ancien: string, nouveau: string): Promise<Result<Comparaison, RefusFichier & { readonly fichier: string }>> {
  const avant = await lire(ancien);
  if (!avant.ok) return refuser({ ...avant.refus, fichier: ancien });
  const apres = await lire(nouveau);
  if (!apres.ok) return refuser({ ...apres.refus, fichier: nouveau });
  const [a, b] = [avant.valeur, apres.valeur];
  const natures = new Map<string, Mouvement['nature']>();
  const enTexte = (o: Uint8Array): string => decoder(o, 0, o.length);
  for (let p = 0, n = b.nombre(); p < n; p++) {
    const q = a.rang(b.identifiant(p));
    if (q < 0) natures.set(enTexte(b.identifiant(p)), 'arrivee');
    else if (a.lieux(q) !== b.lieux(p)) natures.set(enTexte(b.identifiant(p)), 'demenagement');
  }
  for (let p = 0, n = a.nombre(); p < n; p++) if (b.rang(a.identifiant(p)) < 0) natures.set(enTexte(a.identifiant(p)), 'depart');
  const mouvements = natures.size === 0 ? [] : [...(await raconter(ancien, a, natures, ['depart'])), ...(await raconter(nouveau, b, natures, ['arrivee', 'demenagement']))];
  return ok({ avant: a.nombre(), apres: b.nombre(), mouvements });
}

async function raconter(chemin: string, edition: Edition, natures: ReadonlyMap<string, Mouvement['nature']>, voulues: readonly Mouvement['nature'][]): Promise<Mouvement[]> {
  const vus = new Map<string, { nom: string; communes: Set<string> }>();
  await lire(chemin, (l, rangs, personne) => {
    const o = edition.identifiant(personne);
    const identifiant = decoder(o, 0, o.length);
    const nature = natures.get(identifiant);
    if (nature === undefined || !voulues.includes(nature)) return;
    const champ = (rang: number): string => (rang < 0 ? '' : decoder(l.tampon, (l.bornes[rang] ?? 0) + 1, l.bornes[rang + 1] ?? 0));
    const vu = vus.get(identifiant) ?? { nom: `${champ(rangs.prenom)} ${champ(rangs.nom)}`.trim(), communes: new Set<string>() };
    if (champ(rangs.commune) !== '') vu.communes.add(champ(rangs.commune));
    vus.set(identifiant, vu);
  });
  return [...vus].map(([identifiant, v]) => ({ nature: natures.get(identifiant) ?? 'demenagement', identifiant, nom: v.nom, communes: [...v.communes].sort().join(', ') }));
}
