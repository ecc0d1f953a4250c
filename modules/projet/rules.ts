import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { MISSIONS_SOCLES } from './constants.ts';
import { CHAMP_MAX, CleSection, TEXTE_MAX, type Champs, type DefinitionChamp, type FaitsLettre, type Lettre, type Section } from './model.ts';
import { lireJour } from './moteur/lettre-calendrier.ts';
import { CHAMPS, champsDeDepart, lignesDe } from './moteur/lettre-champs.ts';
import { proposer } from './moteur/lettre-textes.ts';
import { normaliser } from './moteur/redaction.ts';

/** The letter that wrote itself, before anyone saves anything. `aujourdhui` starts the calendar. */
export function preremplir(faits: FaitsLettre, aujourdhui: Jour): Lettre {
  const sections = CleSection.options.map((cle): Section => {
    const champs = champsDeDepart(cle);
    return { cle, version: 0, champs, texte: null, proposition: proposer(cle, { faits, champs, commenceeLe: aujourdhui }) };
  });
  return { commenceeLe: aujourdhui, commencee: false, sections };
}

export const sectionDe = (lettre: Lettre, cle: CleSection): Section => {
  const section = lettre.sections.find((s) => s.cle === cle);
  if (!section) throw new Error(`The letter has no section ${cle}`);
  return section;
};

/** What is still missing: `bloque` when the letter cannot be sent without it, otherwise advice. `champ` is the field to fill. */
export type Manque = { readonly section: CleSection; readonly champ?: string; readonly phrase: string; readonly bloque: boolean };

type Attente = { readonly section: CleSection; readonly champ: string; readonly phrase: string; readonly bloque?: boolean; readonly satisfaite?: (champs: Champs) => boolean };

const ATTENTES: readonly Attente[] = [
  { section: 'porteur', champ: 'porteur_nom', phrase: 'Nommez le porteur du projet.' },
  { section: 'porteur', champ: 'statut', phrase: 'Dites sa forme juridique.' },
  { section: 'porteur', champ: 'representant', phrase: 'Nommez la personne qui le représente.' },
  { section: 'porteur', champ: 'contact_courriel', phrase: 'Donnez un courriel ou un téléphone.', satisfaite: (c) => c.contact_courriel !== undefined || c.contact_telephone !== undefined },
  { section: 'porteur', champ: 'adresse', phrase: 'Ajoutez une adresse postale.', bloque: false },
  { section: 'territoire', champ: 'choix_du_perimetre', phrase: 'Expliquez pourquoi ce territoire.' },
  { section: 'diagnostic', champ: 'constats', phrase: 'Ajoutez ce que vous constatez sur le terrain.', bloque: false },
  { section: 'acteurs', champ: 'associes', phrase: 'Citez ceux qui préparent le projet avec vous.' },
  { section: 'articulation', champ: 'cpts_voisines', phrase: 'Citez les CPTS voisines, ou écrivez « aucune ».' },
  { section: 'articulation', champ: 'cls', phrase: 'Citez les contrats locaux de santé, ou écrivez « aucun ».' },
  { section: 'signatures', champ: 'lieu', phrase: 'Dites dans quelle commune la lettre est signée.' },
  { section: 'signatures', champ: 'signataires', phrase: 'Nommez au moins une personne qui signe.' },
];

/** The fields without which the letter cannot be sent. They may be saved empty: what is missing is said, never forced. */
export const champsAttendus = (cle: CleSection): readonly string[] => [...ATTENTES.flatMap((a) => (a.section === cle && a.bloque !== false ? [a.champ] : [])), ...(cle === 'orientations' ? MISSIONS_SOCLES : [])];

/** A section whose text a person wrote is theirs: its fields are no longer asked, except those that tables and signatures read. */
const LUS_HORS_DU_TEXTE: readonly string[] = ['porteur_nom', 'representant', 'contact_courriel', 'lieu', 'signataires'];

function manquesDesChamps(lettre: Lettre): readonly Manque[] {
  return ATTENTES.flatMap(({ section, champ, phrase, bloque = true, satisfaite }) => {
    const { champs, texte } = sectionDe(lettre, section);
    if (texte !== null && !LUS_HORS_DU_TEXTE.includes(champ)) return [];
    const presente = satisfaite ? satisfaite(champs) : champs[champ] !== undefined;
    return presente ? [] : [{ section, champ, phrase, bloque }];
  });
}

function manquesDesOrientations(lettre: Lettre): readonly Manque[] {
  const { champs, texte } = sectionDe(lettre, 'orientations');
  if (texte !== null) return [];
  const depart = champsDeDepart('orientations');
  const vides = MISSIONS_SOCLES.filter((m) => lignesDe(champs[m]).length === 0);
  const proposees = MISSIONS_SOCLES.filter((m) => !vides.includes(m) && normaliser(champs[m] ?? '') === depart[m]);
  return [
    ...vides.map((m): Manque => ({ section: 'orientations', champ: m, phrase: `Écrivez une première orientation pour la mission « ${libelleMission[m]} ».`, bloque: true })),
    ...(proposees.length > 0 ? [{ section: 'orientations' as const, champ: proposees[0] ?? '', phrase: proposees.length === MISSIONS_SOCLES.length ? 'Les orientations sont encore celles proposées : adaptez-les à votre territoire.' : `À adapter encore : ${proposees.map((m) => libelleMission[m]).join(', ')}.`, bloque: false }] : []),
  ];
}

/** Brackets left in a text that a person wrote. */
const manquesEcrits = (lettre: Lettre): readonly Manque[] =>
  lettre.sections.flatMap((s) => (s.texte !== null && /\[à compléter/i.test(s.texte) ? [{ section: s.cle, phrase: 'Votre texte garde un passage entre crochets « à compléter ».', bloque: true }] : []));

/** What the letter still lacks, the territory first, then in the order of the sections. */
export function manques(lettre: Lettre, faits: { readonly territoire?: unknown }): readonly Manque[] {
  const vide: readonly Manque[] = faits.territoire ? [] : [{ section: 'territoire', phrase: 'Composez d’abord le territoire : la population, la carte et le diagnostic en viennent.', bloque: true }];
  const autres = [...manquesDesChamps(lettre), ...manquesDesOrientations(lettre), ...manquesEcrits(lettre)];
  const rang = (m: Manque): number => CleSection.options.indexOf(m.section);
  return [...vide, ...autres.sort((a, b) => rang(a) - rang(b))];
}

const COURRIEL = z.email();
const Champs = z.record(z.string(), z.string());

function phraseChampRefuse(d: DefinitionChamp, valeur: string): string | undefined {
  const max = CHAMP_MAX[d.genre];
  if (valeur.length > max) return `« ${d.libelle} » compte ${valeur.length} caractères : raccourcissez à ${max} au plus. Votre texte est gardé ci-dessous.`;
  if (valeur === '') return undefined;
  if (d.genre === 'courriel' && !COURRIEL.safeParse(valeur).success) return 'Ce courriel n’est pas complet. Par exemple : prenom.nom@exemple.fr';
  if (d.genre === 'telephone' && !/^\+?[\d\s().-]{6,30}$/.test(valeur)) return 'Ce téléphone ne se lit pas. Par exemple : 01 23 45 67 89';
  if (d.genre === 'jour' && lireJour(valeur) === undefined) return 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026';
  if (d.genre === 'choix' && !d.options?.some((o) => o.valeur === valeur)) return 'Choisissez une réponse de la liste.';
  return undefined;
}

export type ErreursDeSection = Readonly<Record<string, string>>;

/** The sentence of each field that cannot be kept as typed; an empty record when all can. Fields the section does not have are ignored. */
export function verifierSaisie(cle: CleSection, champs: Champs, texte: string): ErreursDeSection {
  const erreurs: Record<string, string> = {};
  for (const d of CHAMPS[cle]) {
    const phrase = phraseChampRefuse(d, (champs[d.cle] ?? '').trim());
    if (phrase !== undefined) erreurs[d.cle] = phrase;
  }
  if (texte.length > TEXTE_MAX) erreurs.texte = `Ce texte compte ${texte.length} caractères : raccourcissez à ${TEXTE_MAX} au plus. Il est gardé ci-dessous.`;
  return erreurs;
}

/** Only the fields of the section, days written one way. */
export function champsRetenus(cle: CleSection, champs: Champs): Champs {
  return Object.fromEntries(
    CHAMPS[cle].flatMap((d) => {
      const valeur = (champs[d.cle] ?? '').trim();
      return valeur === '' ? [] : [[d.cle, d.genre === 'jour' ? (lireJour(valeur) ?? valeur) : valeur]];
    }),
  );
}

const SOCLE_DE_SAISIE = z.object({ version: z.coerce.number().int().min(0), montree: z.string().max(64).default(''), texte: z.string().default('') });

/** The form of a section, as it is sent: its own fields and no other. Lengths are judged by `verifierSaisie`, with their sentence. */
export const saisieDeSection = (cle: CleSection) =>
  z
    .strictObject({ ...SOCLE_DE_SAISIE.shape, ...Object.fromEntries(CHAMPS[cle].map((d) => [d.cle, z.string().optional()])) })
    .transform((saisie) => ({ ...SOCLE_DE_SAISIE.parse(saisie), champs: Champs.parse(Object.fromEntries(CHAMPS[cle].map((d) => [d.cle, Object.getOwnPropertyDescriptor(saisie, d.cle)?.value ?? '']))) }));
