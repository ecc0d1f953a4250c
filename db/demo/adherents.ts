import { plusJours, plusMois } from '#core/jour.ts';
import { NOMS, PRENOMS, tirage } from '#modules/annuaire/builders.ts';
import { Implication } from '#modules/adherents/model.ts';
import { lireReglages, listerColleges, listerCotisations, textesPublies } from '#modules/adherents/queries.ts';
import { listerAdherents } from '#modules/adherents/queries-liste.ts';
import { creerAdhesion, type NouvelleAdhesion } from '#modules/adherents/repository.ts';
import { deposerRegistre } from '#modules/adherents/use-cases/importer-adherents.ts';
import { accepterTextes } from '#modules/adherents/use-cases/accepter-textes.ts';
import { publierOffre, publierTexteAdhesion, reglerAdhesions, reprendreCategories, tenirCategorie, tenirCollege } from '#modules/adherents/use-cases/regler-adhesions.ts';
import { appelerCotisations, enregistrerPaiement, fixerCotisation } from '#modules/adherents/use-cases/tenir-cotisations.ts';
import { ouvrirCampagne, renouvelerAdhesion } from '#modules/adherents/use-cases/renouveler-adhesion.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import type { Contexte } from '#server/contexte.ts';
import { PERSONNES_INVENTEES, rppsInvente } from './comptes.ts';

const DROITS = [
  { code: 'professionnel', libelle: 'Professionnel de santé', association: true, vote: true, cotise: true },
  { code: 'structure', libelle: 'Structure ou établissement', association: true, vote: true, cotise: true },
  { code: 'partenaire', libelle: 'Partenaire médico-social ou social', association: true, vote: true, cotise: false },
  { code: 'elu', libelle: 'Élu ou collectivité', association: true, vote: false, cotise: false },
  { code: 'usager', libelle: 'Représentant des habitants', association: true, vote: true, cotise: false },
  { code: 'etudiant', libelle: 'Interne ou étudiant en santé', association: true, vote: false, cotise: false },
  { code: 'salarie', libelle: 'Salarié de la CPTS', association: false, vote: false, cotise: false },
  { code: 'reseau', libelle: 'Membre du réseau, sans adhérer', association: false, vote: false, cotise: false },
] as const;

const COLLEGES = [
  { libelle: 'Médecins', professions: ['10'], categories: ['professionnel'] },
  { libelle: 'Infirmiers', professions: ['60'], categories: ['professionnel'] },
  { libelle: 'Pharmaciens', professions: ['21'], categories: ['professionnel'] },
  { libelle: 'Autres professionnels de santé', professions: ['40', '50', '70', '80', '91', '92', '93', '94', '95', '96'], categories: ['professionnel'] },
  { libelle: 'Structures et partenaires', professions: [], categories: ['structure', 'partenaire'] },
  { libelle: 'Habitants et collectivités', professions: [], categories: ['usager', 'elu', 'etudiant'] },
];

const CHARTE = `## Ce qui nous réunit

Nous travaillons sur le même territoire et soignons les mêmes habitants. Nous choisissons de nous coordonner.

## Nos engagements

- répondre aux confrères qui nous demandent un avis ;
- dire quand nous ne sommes pas disponibles ;
- respecter la place de chaque métier ;
- garder pour nous ce qui concerne les patients.

## Ce que chacun garde

Son indépendance, sa patientèle, et le choix de son engagement, qu’il change quand il veut.`;

/** Who else is there, and as what: `[profession, catégorie, fonction, combien]`. */
const AUTRES: readonly (readonly [string | null, string, string | null, number])[] = [
  ['60', 'professionnel', null, 14], ['10', 'professionnel', null, 9], ['21', 'professionnel', null, 6], ['70', 'professionnel', null, 7], ['40', 'professionnel', null, 2], ['50', 'professionnel', null, 1], ['91', 'professionnel', null, 3], ['80', 'professionnel', null, 2],
  [null, 'structure', 'Directrice d’EHPAD', 2], [null, 'structure', 'Cadre de santé au centre hospitalier', 1], [null, 'partenaire', 'Coordinateur d’un service d’aide à domicile', 2], [null, 'elu', 'Adjointe à la santé', 2], [null, 'usager', 'Présidente d’une association de patients', 2], [null, 'etudiant', 'Interne en médecine générale', 2], [null, 'salarie', 'Coordinatrice', 1], ['93', 'reseau', null, 1],
];

const sur = <T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T => {
  if (!issue.ok) throw new Error(`Démonstration : adhésion refusée (${issue.refus.code}).`);
  return issue.valeur;
};

async function regler(ctx: Contexte): Promise<void> {
  sur(await reprendreCategories(ctx));
  for (const c of DROITS) sur(await tenirCategorie(ctx, { ...c, active: true }));
  for (const c of COLLEGES) sur(await tenirCollege(ctx, { ...c, actif: true }));
  sur(await publierTexteAdhesion(ctx, { genre: 'charte', titre: 'Charte de coopération (exemple inventé)', texte: CHARTE }));
  sur(await reglerAdhesions(ctx, { ...(await lireReglages(ctx)), candidatureOuverte: true, presentation: 'Une soixantaine de professionnels, de structures et d’habitants qui préparent ensemble l’accès aux soins du territoire. Tout est inventé ici.', voteSiAJour: false, instanceCompetente: 'Le bureau' }));
}

/** The present members, as a register of before Maillage would be taken up: written with their dates, without one letter each. */
async function inscrire(ctx: Contexte, paquet: Paquet, communes: readonly string[], ids: Readonly<Record<string, PersonneId>>): Promise<void> {
  const hasard = tirage(47);
  const colleges = await listerColleges(ctx);
  const collegeDe = (profession: string | null, categorie: string) => colleges.find((c) => c.categories.includes(categorie) && (c.professions.length === 0 || (profession !== null && c.professions.includes(profession))))?.id ?? null;
  const lieux = communes.map((c) => paquet.commune(c)).filter((c) => c !== undefined).toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0)).slice(0, 12);
  const membre = async (n: Pick<NouvelleAdhesion, 'nom' | 'categorie'> & Partial<NouvelleAdhesion>): Promise<void> => {
    const lieu = lieux[Math.min(hasard(lieux.length), hasard(lieux.length))];
    await creerAdhesion(ctx, { origine: 'saisie', statut: 'validee', membreDepuis: plusJours(ctx.aujourdhui, -30 - hasard(330)), implication: Implication.options[hasard(4)] ?? 'informe', communeNom: lieu?.nom ?? null, commune: lieu?.code ?? null, collegeId: collegeDe(n.profession ?? null, n.categorie), ...n });
  };
  for (const p of PERSONNES_INVENTEES) {
    const personneId = ids[p.cle];
    if (!personneId || !p.roles['trois-rivieres']?.includes('adherent')) continue;
    await membre({ nom: p.nom, categorie: 'professionnel', personneId, courriel: `${p.cle}@exemple.invalid`, profession: p.pro?.profession ?? null, rpps: p.pro ? rppsInvente(p.pro.numero) : null });
  }
  let n = 0;
  for (const [profession, categorie, fonction, combien] of AUTRES)
    for (let i = 0; i < combien; i++, n++) await membre({ nom: `${PRENOMS[hasard(PRENOMS.length)] ?? ''} ${NOMS[hasard(NOMS.length)] ?? ''}-Inventé`, categorie, profession, fonction, courriel: `adherent-${n}@exemple.invalid`, structure: categorie === 'structure' ? 'Établissement inventé' : null });
  await creerAdhesion(ctx, { nom: 'Violaine Conjecture', categorie: 'professionnel', profession: '91', origine: 'formulaire', statut: 'deposee', courriel: 'violaine@exemple.invalid', deposeeLe: ctx.maintenant, communeNom: lieux[1]?.nom ?? null, commune: lieux[1]?.code ?? null, message: 'Je m’installe en janvier et je voudrais connaître mes voisins.', implication: 'consulte' });
  await creerAdhesion(ctx, { nom: 'Séraphin Nouveau', categorie: 'professionnel', profession: '10', origine: 'parrainage', statut: 'en_instruction', courriel: 'seraphin@exemple.invalid', deposeeLe: ctx.maintenant, proposeePar: ids['medecin'] ?? null, communeNom: lieux[0]?.nom ?? null, commune: lieux[0]?.code ?? null });
}

/** Some sixty invented members in a CPTS that has decided its colleges, its charter and its fee. */
export async function demoAdherents(ctx: Contexte, paquet: Paquet, communes: readonly string[], ids: Readonly<Record<string, PersonneId>>): Promise<void> {
  await regler(ctx);
  await inscrire(ctx, paquet, communes, ids);
  const annee = Number(ctx.aujourdhui.slice(0, 4));
  sur(await fixerCotisation(ctx, { annee, collegeId: null, centimes: 1000 }));
  const depuis = { nom: 'CPTS de démonstration', slug: 'trois-rivieres', url: 'http://localhost', secret: '' };
  sur(await appelerCotisations(ctx, annee, depuis, { sansLettre: true }));
  for (const [i, c] of (await listerCotisations(ctx, annee, { debut: 0, nombre: 100 })).entries()) if (i % 4 !== 3) sur(await enregistrerPaiement(ctx, { id: c.id, moyen: i % 3 === 0 ? 'cheque' : 'virement' }));
  for (const o of [
    { genre: 'stage' as const, titre: 'Stage de niveau 1 en médecine générale', detail: 'Deux maîtres de stage, logement possible.', contact: 'Basile Inventé, 05 00 00 00 00', lieu: 'Brive-la-Gaillarde', depuis: plusMois(ctx.aujourdhui, 5), jusque: plusMois(ctx.aujourdhui, 11) },
    { genre: 'local' as const, titre: 'Cabinet libre deux jours par semaine', detail: '', contact: 'Maëlle Riva, coordination', lieu: '', depuis: null, jusque: null },
    { genre: 'remplacement' as const, titre: 'Remplacement infirmier pendant les vacances', detail: 'Tournée de campagne, véhicule nécessaire.', contact: 'Prune Supposée', lieu: '', depuis: plusMois(ctx.aujourdhui, 1), jusque: plusMois(ctx.aujourdhui, 2) },
  ]) sur(await publierOffre(ctx, o));
}

/** The campaign of next year is open: some have said that they stay, from their letter or to the coordinator. */
export async function demoRenouvellements(ctx: Contexte): Promise<void> {
  const annee = Number(ctx.aujourdhui.slice(0, 4)) + 1;
  sur(await ouvrirCampagne(ctx, { annee, jusqua: plusMois(ctx.aujourdhui, 1) }, { nom: 'CPTS de démonstration', slug: 'trois-rivieres', url: 'http://localhost', secret: '' }, { sansLettre: true }));
  const membres = (await listerAdherents(ctx, {}, { debut: 0, nombre: 200 })).lignes;
  for (const [i, m] of membres.entries()) if (i % 3 !== 0 && m.personneId !== ctx.qui.personneId) await renouvelerAdhesion(ctx, { id: m.id, annee, moyen: i % 5 === 0 ? 'coordination' : 'lien' });
}

/** A spreadsheet of a former secretary, read and waiting for somebody to look at it: one new, one known, one that does not read. */
export async function demoRegistre(ctx: Contexte): Promise<void> {
  const connu = (await listerAdherents(ctx, {}, { debut: 0, nombre: 1 })).lignes[0];
  const lignes = ['Nom et prénom;Adresse électronique;Métier;Commune;Adhésion le', 'Tancrède Inventé;tancrede@exemple.invalid;Infirmier libéral;19100;12/03/2025', `${connu?.nom ?? ''};;;;`, 'Ursuline Inventée;pas une adresse;Orthophoniste;;'];
  sur(await deposerRegistre(ctx, { nom: 'adherents-2025.csv', octets: Buffer.from(lignes.join('\r\n')) }));
}

/** A member has read the charter and accepted it. */
export async function demoCharte(ctx: Contexte): Promise<void> {
  const moi = (await listerAdherents(ctx, {}, { debut: 0, nombre: 200 })).lignes.find((l) => l.personneId === ctx.qui.personneId);
  if (moi) sur(await accepterTextes(ctx, { id: moi.id, empreintes: (await textesPublies(ctx)).map((t) => t.empreinte), moyen: 'session' }));
}
