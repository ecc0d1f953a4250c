import { Jour, plusJours } from '#core/jour.ts';
import { lireCentimesTapes } from '#core/saisie.ts';
import type { Acteur, PersonneId } from '#core/tenancy.ts';
import { FactureId, SaisieFacture, SaisieReglages, SaisieSubvention, SubventionId } from '#modules/finances/model-comptes.ts';
import { proposer } from '#modules/finances/moteur/rapprochement.ts';
import { lesAttendus, listerMouvements } from '#modules/finances/queries-banque.ts';
import { cloreExercice } from '#modules/finances/use-cases/clore-exercice.ts';
import { importerReleve } from '#modules/finances/use-cases/importer-releve.ts';
import { finir, noterCompte, preparerLot } from '#modules/finances/use-cases/payer-lot.ts';
import { rapprocher } from '#modules/finances/use-cases/rapprocher-mouvement.ts';
import { saisirFacture } from '#modules/finances/use-cases/saisir-facture.ts';
import { suivreFacture } from '#modules/finances/use-cases/suivre-facture.ts';
import { annoncerSubvention, encaisser, suivreSubvention } from '#modules/finances/use-cases/suivre-subvention.ts';
import { prevoir, reglerComptes, reprendreFiches } from '#modules/finances/use-cases/tenir-budget.ts';
import type { Contexte } from '#server/contexte.ts';

const reussir = <T>(issue: { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly refus: { readonly code: string } }): T => {
  if (!issue.ok) throw new Error(`Démonstration : comptes refusés (${issue.refus.code}).`);
  return issue.valeur;
};

/** @source ISO 13616 and the French RIB: both keys are right, the bank 99999 is invented. */
export function ibanInvente(n: number): string {
  const compte = String(n).padStart(11, '0');
  const cle = String(97 - ((89 * 99_999 + 15 * 1 + 3 * n) % 97)).padStart(2, '0');
  const bban = `9999900001${compte}${cle}`;
  return `FR${String(98n - (BigInt(`${bban}152700`) % 97n)).padStart(2, '0')}${bban}`;
}

const enTantQue = (ctx: Contexte, personneId: PersonneId, roles: Acteur['roles']): Contexte => ({ ...ctx, qui: { personneId, nom: 'Démonstration', roles } });

/** Accounts that exist nowhere: that of the CPTS, and those of the people who are paid. */
export async function demoCompteBancaire(ctx: Contexte, gens: readonly { readonly personneId: PersonneId; readonly nom: string }[], secret: string): Promise<void> {
  reussir(await noterCompte(ctx, { pour: 'cpts', titulaire: 'CPTS (compte fictif)', iban: ibanInvente(1) }, secret));
  for (const [i, p] of gens.entries()) reussir(await noterCompte(enTantQue(ctx, p.personneId, ['adherent']), { pour: 'moi', titulaire: `${p.nom} (fictif)`, iban: ibanInvente(100 + i) }, secret));
}

/** What is approved goes in a batch; `payee`: the bank has paid it. */
export async function demoLot(ctx: Contexte, payee: boolean): Promise<void> {
  const id = reussir(await preparerLot(ctx, payee ? ctx.aujourdhui : plusJours(ctx.aujourdhui, 5)));
  if (payee) reussir(await finir(ctx, id, 'executee'));
}

type FactureInventee = readonly [fournisseur: string, numero: string, ilYA: number, euros: string, poste: string, nature: string, etat: 'recue' | 'approuvee' | 'payee' | 'refusee', objet: string];
const FACTURES: readonly FactureInventee[] = [
  ['Imprimerie du Pont (fictive)', 'IP-118', 300, '1 250,00', 'prevention', 'achats', 'payee', 'Affiches et dépliants'],
  ['Salle des fêtes inventée', '2026-03', 240, '320,00', 'fonctionnement', 'prestataires', 'payee', 'Assemblée générale'],
  ['Guichet Téléphonie (fictif)', 'GT-0420', 200, '4 200,00', 'acces', 'prestataires', 'payee', 'Guichet, premier semestre'],
  ['Restaurant des Trois Ponts (fictif)', '771', 150, '486,40', 'parcours', 'deplacements', 'payee', 'Soirée du parcours cardiaque'],
  ['Balances Connectées (fictif)', 'BC-99', 110, '2 388,00', 'parcours', 'achats', 'payee', 'Vingt balances'],
  ['Cabinet comptable imaginaire', 'CI-2', 60, '1 800,00', 'fonctionnement', 'prestataires', 'approuvee', 'Tenue des comptes'],
  ['Guichet Téléphonie (fictif)', 'GT-0788', 35, '4 200,00', 'acces', 'prestataires', 'approuvee', 'Guichet, second semestre'],
  ['Traiteur de la Place (fictif)', 'T-51', 12, '640,00', 'prevention', 'deplacements', 'recue', 'Forum santé'],
  ['Location de véhicules (fictive)', 'LV-7', 6, '910,00', 'prevention', 'prestataires', 'recue', 'Caravane des dépistages'],
  ['Papeterie d’ailleurs (fictive)', '0042', 80, '75,20', 'fonctionnement', 'achats', 'refusee', 'Commande d’une autre association'],
];

type Equipe = { readonly tresorerie: Contexte; readonly secretariat: Contexte };

async function uneFacture(e: Equipe, jour: Jour, [fournisseur, numero, , montant, poste, nature, etat, libelle]: FactureInventee): Promise<void> {
  const id = FactureId.parse(reussir(await saisirFacture(e.secretariat, SaisieFacture.parse({ fournisseur, numero, jour, echeance: plusJours(jour, 30), montant, poste, nature, libelle }))));
  if (etat === 'recue') return;
  reussir(await suivreFacture(e.tresorerie, { id, version: 1, geste: etat === 'refusee' ? 'refuser' : 'approuver', motif: etat === 'refusee' ? 'Cette commande n’est pas la nôtre.' : '' }));
  if (etat === 'payee') reussir(await suivreFacture(e.tresorerie, { id, version: 2, geste: 'payer', jour: plusJours(jour, 4) < e.tresorerie.aujourdhui ? plusJours(jour, 4) : e.tresorerie.aujourdhui }));
}

type SubventionInventee = readonly [financeur: string, nom: string, libelle: string, euros: string, ilYA: number, poste: string, recus: readonly (readonly [ilYA: number, euros: string])[] | undefined];
const SUBVENTIONS: readonly SubventionInventee[] = [
  ['fir', 'ARS (démonstration)', 'Appui aux soins non programmés', '20 000,00', 280, 'acces', [[260, '12 000,00'], [90, '4 000,00']]],
  ['appel_a_projets', 'Conférence des financeurs (démonstration)', 'Activité physique sur ordonnance', '8 000,00', 180, 'prevention', [[150, '8 000,00']]],
  ['article_51', 'Expérimentation inventée', 'Suivi de l’insuffisance cardiaque', '14 000,00', 15, 'parcours', undefined],
];

async function uneSubvention(e: Equipe, dans: (ilYA: number) => Jour, [financeur, nom, libelle, montant, ilYA, poste, recus]: SubventionInventee): Promise<void> {
  const id = SubventionId.parse(reussir(await annoncerSubvention(e.secretariat, SaisieSubvention.parse({ financeur, nom, libelle, montant, jour: dans(ilYA), poste }))));
  if (!recus) return;
  reussir(await suivreSubvention(e.tresorerie, { id, version: 1, geste: 'accorder' }));
  for (const [quand, somme] of recus) reussir(await encaisser(e.tresorerie, { id, jour: dans(quand), montant: lireCentimesTapes(somme) ?? 0, reference: 'VIR (fictif)' }));
}

const entree = (jour: Jour, montant: string, motif: string): string => `<Ntry><Amt Ccy="EUR">${montant.replace('-', '')}</Amt><CdtDbtInd>${montant.startsWith('-') ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${jour}</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>${motif}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;

/** A statement that an invented bank would send: some lines find what they pay, others are to be named. The sure ones are matched. */
async function demoReleve(ctx: Contexte, dans: (ilYA: number) => Jour): Promise<void> {
  const lignes = [entree(dans(106), '-2388.00', 'VIR SEPA BC-99 BALANCES'), entree(dans(90), '4000.00', 'VIR ARS SOLDE'), entree(dans(31), '-4200.00', 'VIR SEPA FACTURE GT-0788'), entree(dans(20), '-12.40', 'COMMISSION DE TENUE DE COMPTE'), entree(dans(14), '60.00', 'ADHESION CABINET DES PINS'), entree(dans(9), '-89.90', 'PRLV LOGICIEL DE VISIO')];
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Document><BkToCstmrStmt><Stmt><Id>RELEVE-FICTIF</Id>${lignes.join('')}</Stmt></BkToCstmrStmt></Document>`;
  reussir(await importerReleve(ctx, new File([xml], 'releve-fictif.xml', { type: 'text/xml' }), ''));
  for (const m of (await listerMouvements(ctx, { etat: 'a_rapprocher', numero: 1 })).lignes) {
    const [p] = proposer(m, await lesAttendus(ctx));
    if (p?.objet === 'facture' && m.libelle.includes('BC-99')) reussir(await rapprocher(ctx, { mouvement: m.id, objet: p.objet, id: p.id, poste: undefined }));
  }
}

/** A year of money: the budget taken from the action sheets, invoices at each step, grants, and the year before closed. `ctx` is the treasurer's. */
export async function demoComptes(ctx: Contexte, ids: { readonly secretariat: PersonneId }): Promise<void> {
  const e: Equipe = { tresorerie: ctx, secretariat: enTantQue(ctx, ids.secretariat, ['secretariat']) };
  const annee = Number(ctx.aujourdhui.slice(0, 4));
  const premier = Jour.parse(`${annee}-01-01`);
  /** Never before the first of January: the year before is closed below. */
  const dans = (ilYA: number): Jour => { const j = plusJours(ctx.aujourdhui, -ilYA); return j < premier ? premier : j; };
  reussir(await reglerComptes(ctx, SaisieReglages.parse({ version: 0, siren: '999999999', ouvertureLe: `${annee - 1}-01-01`, ouverture: '18 500,00' })));
  await uneFacture(e, Jour.parse(`${annee - 1}-05-14`), ['Imprimerie du Pont (fictive)', 'IP-061', 0, '980,00', 'prevention', 'achats', 'payee', 'Affiches']);
  await uneFacture(e, Jour.parse(`${annee - 1}-12-18`), ['Cabinet comptable imaginaire', 'CI-1', 0, '1 500,00', 'fonctionnement', 'prestataires', 'approuvee', 'Tenue des comptes']);
  reussir(await cloreExercice(ctx, annee - 1));
  await reprendreFiches(e.secretariat, annee);
  for (const [poste, nature, libelle, montant] of [['fonctionnement', 'indemnites', 'Présidence et bureau', 4_500_000], ['fonctionnement', 'prestataires', 'Comptable et salles', 450_000], ['prevention', 'achats', 'Affiches et supports', 150_000], ['parcours', 'deplacements', 'Soirées de parcours', 120_000]] as const) reussir(await prevoir(e.secretariat, { annee, poste, nature, libelle, montant, fiche: undefined }));
  for (const f of FACTURES) await uneFacture(e, dans(f[2]), f);
  for (const s of SUBVENTIONS) await uneSubvention(e, dans, s);
  await demoReleve(ctx, dans);
}
