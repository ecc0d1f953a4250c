import { type Jour, plusJours, plusMois } from '#core/jour.ts';
import { lireCalcul } from '#modules/aci/queries.ts';
import { chargerContrat } from '#modules/aci/repository.ts';
import { SaisieAvenant, type SaisieContrat, SaisieLigne, SaisiePapiers } from '#modules/aci/model-dossier.ts';
import { noterReleve, noterVersement } from '#modules/aci/use-cases/noter-releve.ts';
import { enregistrerLigne, enregistrerPapiers, etablirContrat, signerAvenant } from '#modules/aci/use-cases/tenir-contrat.ts';
import { cleEcheance } from '#modules/aci/view-tresorerie.ts';
import type { Contexte } from '#server/contexte.ts';

/** Signed this many months ago: the second year is under way. */
const MOIS_DEPUIS_SIGNATURE = 14;

/** `premiere`: the values of the first year, which ended two months ago. */
type LigneInventee = { readonly champs: Readonly<Record<string, string>>; readonly valeurs: readonly number[]; readonly premiere?: readonly number[]; readonly fait?: true };
const paliers = (...p: readonly (readonly [nom: string, seuil: string, euros: string])[]): Record<string, string> => Object.fromEntries(p.flatMap(([nom, seuil, euros], i) => [[`nom${i + 1}`, nom], [`seuil${i + 1}`, seuil], [`montant${i + 1}`, euros]]));

/** Invented lines whose best tiers make the envelope of each mission; some late, some without value, to show what a real year looks like. */
const LIGNES: readonly LigneInventee[] = [
  { champs: { mission: 'acces', libelle: 'Patients en ALD sans médecin traitant', action: 'Médecin traitant', sens: 'baisse', depart: '219', unite: 'patients', source: 'CPAM', type: 'paliers_valeur', ...paliers(['socle', '200', '3000'], ['intermédiaire', '150', '6000'], ['objectif', '100', '9000']) }, premiere: [246, 239, 228, 219], valeurs: [219, 208, 196, 181, 176, 171] },
  { champs: { mission: 'acces', libelle: 'Plus de 70 ans sans médecin traitant', action: 'Médecin traitant', sens: 'baisse', depart: '303', unite: 'patients', source: 'CPAM', type: 'atteint', cible: '203', montant: '8000' }, premiere: [310, 306, 303], valeurs: [303, 301, 299, 298] },
  { champs: { mission: 'acces', libelle: 'Créneaux de soins non programmés offerts', action: 'Soins non programmés', sens: 'hausse', unite: 'créneaux', type: 'compte', prix: '20', base: '50', montant: '12000' }, premiere: [0, 120, 310], valeurs: [40, 180, 365, 520] },
  { champs: { mission: 'acces', libelle: 'Annuaire des ressources diffusé', action: 'Annuaire', sens: 'hausse', type: 'atteint', montant: '6000', livrables: 'Version en ligne\nPreuve de diffusion' }, valeurs: [] },
  { champs: { mission: 'parcours', libelle: 'Parcours insuffisance cardiaque : patients inclus', action: 'Insuffisance cardiaque', sens: 'hausse', unite: 'patients', type: 'lineaire', base: '0', cible: '60', plancher: '25', montant: '25000' }, premiere: [0, 3], valeurs: [4, 9, 15, 22] },
  { champs: { mission: 'parcours', libelle: 'Protocole diabète écrit et validé', action: 'Diabète', sens: 'hausse', type: 'atteint', montant: '20000' }, valeurs: [], fait: true },
  { champs: { mission: 'prevention', libelle: 'Dépistage du cancer du sein', sens: 'hausse', depart: '66,26', unite: '%', source: 'CPAM', type: 'paliers_valeur', ...paliers(['socle', '69,7', '1000'], ['intermédiaire', '72,4', '2500'], ['objectif', '75', '6000']) }, premiere: [65.4, 66.26], valeurs: [66.26, 67.1, 67.9, 68.4, 69.2] },
  { champs: { mission: 'prevention', libelle: 'Dépistage du cancer colorectal', sens: 'hausse', depart: '23,5', unite: '%', source: 'CPAM', type: 'paliers_variation', mesure: 'absolue', ...paliers(['socle', '1,5', '1500'], ['objectif', '3,5', '6000']) }, premiere: [22.8, 23.5], valeurs: [23.5, 23.9, 24.6] },
  { champs: { mission: 'prevention', libelle: 'Journées de prévention tenues', sens: 'hausse', unite: 'journées', type: 'atteint', cible: '4', montant: '5500' }, premiere: [1], valeurs: [1, 2, 3] },
];

const VIDES = Object.fromEntries(['action', 'unite', 'source', 'depart', 'departLe', 'cible', 'base', 'plancher', 'montant', 'prix', 'livrables', 'reporteDe', 'renegocieeLe', 'motif'].map((c) => [c, '']));

const contratInvente = (signeLe: Jour): SaisieContrat => ({
  version: 0, taille: 3, signeLe, priseEffet: undefined, regime: 'ACI-AVENANT-2', fonctionnement: undefined, soldeApresMois: 3, jours: 'reels', arrondi: 'au_plus_proche', motif: undefined,
  debut_acces: plusMois(signeLe, 4), debut_parcours: plusMois(signeLe, 9), debut_prevention: plusMois(signeLe, 11), debut_crise: plusMois(signeLe, 5), debut_qualite: undefined, debut_accompagnement: undefined,
});

function exiger<T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T {
  if (!issue.ok) throw new Error(`Contrat de démonstration refusé : ${issue.refus.code}`);
  return issue.valeur;
}

/** The contract of the demo CPTS of size 3, in its second year. `ctx` acts as its coordination. */
export async function demoContrat(ctx: Contexte): Promise<void> {
  const signeLe = plusMois(ctx.aujourdhui, -MOIS_DEPUIS_SIGNATURE);
  exiger(await etablirContrat(ctx, contratInvente(signeLe)));
  let version = 1;
  for (const { champs, valeurs, fait } of LIGNES) {
    const saisie = SaisieLigne.parse({ ...VIDES, mesure: 'absolue', ...champs, annee: '2', version: String(version) });
    version = exiger(await enregistrerLigne(ctx, saisie)).version;
    const indicateur = await cleDe(ctx, champs['libelle'] ?? '');
    for (const [i, nombre] of valeurs.entries()) exiger(await noterReleve(ctx, indicateur, { le: plusJours(ctx.aujourdhui, (i - valeurs.length) * 21), nombre, source: champs['source'] ?? 'Relevé de la coordination' }));
    if (fait) exiger(await noterReleve(ctx, indicateur, { le: plusJours(ctx.aujourdhui, -30), nombre: undefined, vrai: 'oui', source: 'Procès-verbal du bureau' }));
  }
  version = await premiereAnnee(ctx, version);
  await papierInvente(ctx, version, signeLe);
  // What fell due more than two months ago came three weeks later; the rest is still waited for.
  const echeances = (await lireCalcul(ctx))?.calcul.tresorerie.echeances ?? [];
  for (const [i, e] of echeances.filter((x) => plusJours(x.le, 60) <= ctx.aujourdhui).entries()) exiger(await noterVersement(ctx, { le: plusJours(e.le, 21), montant: e.montant, echeance: cleEcheance(e), reference: `VIR CPAM ${i + 1}` }));
}

/** The same lines in the year just over, with the values that were read then: what this year is compared with. */
async function premiereAnnee(ctx: Contexte, depuis: number): Promise<number> {
  let version = depuis;
  for (const { champs, premiere = [] } of LIGNES) {
    const { depart: _depart, ...autres } = champs;
    const saisie = SaisieLigne.parse({ ...VIDES, mesure: 'absolue', ...autres, ...(premiere[0] !== undefined && champs['depart'] !== undefined && { depart: String(premiere[0]).replace('.', ',') }), annee: '1', version: String(version) });
    version = exiger(await enregistrerLigne(ctx, saisie)).version;
    const indicateur = await cleDe(ctx, champs['libelle'] ?? '', 1);
    for (const [i, nombre] of premiere.entries()) exiger(await noterReleve(ctx, indicateur, { le: plusJours(plusMois(ctx.aujourdhui, 12 - MOIS_DEPUIS_SIGNATURE), (i - premiere.length) * 30), nombre, source: champs['source'] ?? 'Relevé de la coordination' }));
  }
  return version;
}

/** Who signed, where it sits; an amendment three months ago, and an objective renegotiated at the anniversary. */
async function papierInvente(ctx: Contexte, depuis: number, signeLe: Jour): Promise<void> {
  const le = (n: number): string => plusJours(signeLe, n);
  const saisie = SaisiePapiers.parse({ version: String(depuis), nom_cpts: 'Maëlle Rivière', qualite_cpts: 'présidente', le_cpts: le(0), nom_ars: 'Une directrice inventée', qualite_ars: 'pour la directrice générale', le_ars: le(-3), nom_cpam: 'Un directeur inventé', qualite_cpam: 'directeur', le_cpam: le(-6), caisse: 'Caisse primaire inventée', habitants: '98400', populationLe: `${signeLe.slice(0, 4)}-01-01`, populationSource: 'Insee, population inventée pour la démonstration' });
  let { version } = exiger(await enregistrerPapiers(ctx, saisie, undefined));
  version = exiger(await signerAvenant(ctx, SaisieAvenant.parse({ version: String(version), le: plusMois(signeLe, 12), taille: '', regime: '', fonctionnement: '76 000', mission: '', fixe: '', variable: '', motif: 'Secrétariat partagé avec la maison de santé' }))).version;
  const ligne = LIGNES.find((l) => l.champs['libelle'] === 'Plus de 70 ans sans médecin traitant');
  const renegociee = SaisieLigne.parse({ ...VIDES, mesure: 'absolue', ...ligne?.champs, cible: '230', annee: '2', version: String(version), renegocieeLe: plusMois(signeLe, 12), motif: 'Deux départs à la retraite' });
  exiger(await enregistrerLigne(ctx, renegociee, await cleDe(ctx, renegociee.libelle)));
}

async function cleDe(ctx: Contexte, libelle: string, annee = 2): Promise<string> {
  const ligne = (await chargerContrat(ctx))?.contenu.indicateurs.find((i) => i.libelle === libelle && i.annee === annee);
  if (!ligne) throw new Error(`Contrat de démonstration : la ligne « ${libelle} » manque.`);
  return ligne.id;
}
