import type { Kysely } from 'kysely';
import { type Jour, plusJours } from '#core/jour.ts';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';
import type { Schema } from '../schema.ts';

type Inventee = {
  readonly cle: string;
  readonly nom: string;
  /** Roles by CPTS, named by its address. */
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  /** A professional: code of TRE_G15, and the five digits that make an RPPS of the test range. */
  readonly pro?: { readonly profession: string; readonly numero: string };
  readonly exploitant?: true;
};

const T = 'trois-rivieres';
const H = 'haut-plateau';
const V = 'val-des-moulins';

/** Everybody here is invented. Addresses end in `.invalid`, RPPS numbers belong to the range of tests. @source RFC 2606 §2 · ANS, 99700366240 is a test number */
export const PERSONNES_INVENTEES: readonly Inventee[] = [
  { cle: 'coordination', nom: 'Maëlle Riva', roles: { [T]: ['coordination'] } },
  { cle: 'presidence', nom: 'Anselme Exemple', roles: { [T]: ['presidence', 'adherent'] }, pro: { profession: '10', numero: '00101' } },
  { cle: 'tresorerie', nom: 'Ombeline Fictif', roles: { [T]: ['tresorerie', 'adherent'] }, pro: { profession: '21', numero: '00102' } },
  { cle: 'secretariat', nom: 'Tiphaine Lamodèle', roles: { [T]: ['secretariat'] } },
  { cle: 'medecin', nom: 'Basile Inventé', roles: { [T]: ['adherent'] }, pro: { profession: '10', numero: '00103' } },
  { cle: 'infirmiere', nom: 'Prune Supposée', roles: { [T]: ['adherent'] }, pro: { profession: '60', numero: '00104' } },
  { cle: 'pharmacien', nom: 'Octave Factice', roles: { [T]: ['adherent'] }, pro: { profession: '21', numero: '00105' } },
  { cle: 'kinesitherapeute', nom: 'Lison Prétexte', roles: { [T]: ['adherent'] }, pro: { profession: '70', numero: '00106' } },
  { cle: 'sage-femme', nom: 'Garance Hypothèse', roles: { [T]: ['adherent'] }, pro: { profession: '50', numero: '00107' } },
  { cle: 'ars', nom: 'Ludivine Postulat', roles: { [T]: ['ars'], [H]: ['ars'], [V]: ['ars'] } },
  { cle: 'cpam', nom: 'Firmin Théorème', roles: { [T]: ['cpam'], [H]: ['cpam'], [V]: ['cpam'] } },
  { cle: 'exploitant', nom: 'Sacha Maquette', roles: {}, exploitant: true },
  { cle: 'coordination-haut-plateau', nom: 'Ysaline Esquisse', roles: { [H]: ['coordination'] } },
  { cle: 'medecin-haut-plateau', nom: 'Corentin Songe', roles: { [H]: ['presidence', 'adherent'] }, pro: { profession: '10', numero: '00108' } },
  { cle: 'coordination-val-des-moulins', nom: 'Émile Chimère', roles: { [V]: ['coordination'] } },
  { cle: 'infirmiere-val-des-moulins', nom: 'Apolline Mirage', roles: { [V]: ['presidence', 'adherent'] }, pro: { profession: '60', numero: '00109' } },
];

/** The Luhn key that makes a number of 11 digits out of 10. @source Annuaire Santé, RPPS */
function avecCle(dix: string): string {
  let somme = 0;
  for (const [i, c] of [...dix].toReversed().entries()) {
    const n = i % 2 === 0 ? Number(c) * 2 : Number(c);
    somme += n > 9 ? n - 9 : n;
  }
  return `${dix}${(10 - (somme % 10)) % 10}`;
}

export const rppsInvente = (numero: string): string => avecCle(`99700${numero}`);

const adresseDe = (cle: string): string => `${cle}@exemple.invalid`;
const ANCIENNETE_JOURS = 400;

/**
 * Creates the invented people of the CPTS given, by address; those whose CPTS are absent are left out.
 * Returns each person's id by key. Professionals already carry the identity that the simulator of Pro Santé Connect presents.
 */
export async function demoPersonnes(db: Kysely<Schema>, cpts: Readonly<Record<string, CptsId>>, aujourdhui: Jour): Promise<Readonly<Record<string, PersonneId>>> {
  const depuis = plusJours(aujourdhui, -ANCIENNETE_JOURS);
  const ids: Record<string, PersonneId> = {};
  for (const p of PERSONNES_INVENTEES) {
    const tenus = Object.entries(p.roles).flatMap(([slug, roles]) => (cpts[slug] ? roles.map((role) => ({ cpts_id: cpts[slug] as CptsId, role })) : []));
    if (tenus.length === 0 && !p.exploitant) continue;
    const { id } = await db.insertInto('personnes').values({ nom: p.nom, courriel: adresseDe(p.cle), courriel_verifie: true, demo: true }).returning('id').executeTakeFirstOrThrow();
    ids[p.cle] = id;
    if (tenus.length > 0) await db.insertInto('roles_tenus').values(tenus.map((t) => ({ ...t, personne_id: id, depuis, jusque: null }))).execute();
    if (p.exploitant) await db.insertInto('exploitants').values({ personne_id: id, depuis, jusque: null }).execute();
    if (p.pro) await identifier(db, id, p.pro, new Date(`${depuis}T08:00:00Z`));
  }
  return ids;
}

/** What the simulator says when this professional signs in there. */
export const sujetPsc = (numero: string): string => `f:psc-simule:${rppsInvente(numero)}`;

async function identifier(db: Kysely<Schema>, personne_id: PersonneId, pro: NonNullable<Inventee['pro']>, lue_le: Date): Promise<void> {
  await db
    .insertInto('identites_professionnelles')
    .values({ personne_id, rpps: rppsInvente(pro.numero), professions: JSON.stringify([{ profession: pro.profession, categorie: 'C' }]), activites: '[]', source: 'démonstration', lue_le })
    .execute();
  await db
    .insertInto('identites_externes')
    .values({ personne_id, fournisseur: 'psc', sujet: sujetPsc(pro.numero), jeton_acces: null, jeton_rafraichissement: null, jeton_identite: null, acces_expire_le: null, rafraichissement_expire_le: null, portee: null, mot_de_passe: null })
    .execute();
}

const METIERS: Readonly<Record<string, string>> = { 10: 'Médecin', 21: 'Pharmacien', 50: 'Sage-femme', 60: 'Infirmier', 70: 'Masseur-kinésithérapeute', 91: 'Orthophoniste' };
/** Known to Pro Santé Connect and to no CPTS: their first sign-in makes their account. */
const NOUVEAUX = [
  { nom: 'Violaine Conjecture', pro: { profession: '91', numero: '00201' } },
  { nom: 'Séraphin Nouveau', pro: { profession: '10', numero: '00202' } },
];

/** Who may present a card to the simulator of Pro Santé Connect: newcomers, then the professionals of the demo. */
export const professionnelsSimules = (): readonly { sujet: string; prenom: string; nom: string; rpps: string; profession: string; metier: string }[] =>
  [...NOUVEAUX, ...PERSONNES_INVENTEES].flatMap(({ nom: entier, pro }) => {
    if (!pro) return [];
    const [prenom = '', ...nom] = entier.split(' ');
    return [{ sujet: sujetPsc(pro.numero), prenom, nom: nom.join(' '), rpps: rppsInvente(pro.numero), profession: pro.profession, metier: METIERS[pro.profession] ?? '' }];
  });
