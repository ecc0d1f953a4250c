import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { type Jour, jourDans, plusMois } from '#core/jour.ts';
import { lireCalcul } from '#modules/aci/queries.ts';
import { toutesLesFiches } from '#modules/actions/queries.ts';
import { preuvesJugees } from '#modules/actions/queries-preuves.ts';
import { professionsRepresentees } from '#modules/adherents/queries.ts';
import { depensesParMission } from '#modules/finances/queries-missions.ts';
import { listerDepots } from '#modules/projet/queries-parcours.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { MOIS_DES_REUNIONS } from './constants.ts';
import type { EtatDossier, EtatId, EtatSigne, Redaction } from './model.ts';
import { composerEtat, type Faits, reunionsDeLaFiche } from './moteur/composer.ts';
import { cycleDe, type Etape, etapeDuMoment, type FaitsCycle } from './moteur/cycle.ts';
import { peutRedigerDialogue, peutSignerDialogue } from './permissions.ts';
import { chargerDossier, chargerEtats, derniereSignature, type EtatGarde } from './repository.ts';

const nomDeLaCpts = async ({ tx, cpts }: Contexte): Promise<string> => (await tx.selectFrom('cpts').select('nom').where('id', '=', cpts).executeTakeFirstOrThrow()).nom;

/** What the CPTS lived between two days: meetings held, presences, people, assemblies; members as they are today. */
export async function vieEntre(ctx: Contexte, debut: Jour, fin: Jour): Promise<EtatDossier['vie']> {
  const { tx, cpts, fuseau } = ctx;
  const { rows } = await sql<{ reunions: number; presences: number; personnes: number; assemblees: number }>`
    with tenues as (select id from reunions where cpts_id = ${cpts} and statut in ('tenue', 'approuvee') and (debut at time zone ${fuseau})::date >= ${debut}::date and (debut at time zone ${fuseau})::date < ${fin}::date)
    select (select count(*) from tenues)::int as reunions,
      (select count(*) from reunion_invites i where i.cpts_id = ${cpts} and i.presence = 'presente' and i.reunion_id in (select id from tenues))::int as presences,
      (select count(distinct coalesce(i.personne_id::text, i.nom)) from reunion_invites i where i.cpts_id = ${cpts} and i.presence = 'presente' and i.reunion_id in (select id from tenues))::int as personnes,
      (select count(*) from assemblees a where a.cpts_id = ${cpts} and a.close_le is not null and a.jour >= ${debut}::date and a.jour < ${fin}::date)::int as assemblees`.execute(tx);
  const [l] = rows;
  return { reunions: l?.reunions ?? 0, presences: l?.presences ?? 0, personnes: l?.personnes ?? 0, assemblees: l?.assemblees ?? 0, professions: (await professionsRepresentees(ctx)).map(({ profession, membres }) => ({ profession, membres })) };
}

type Lu = NonNullable<Awaited<ReturnType<typeof lireCalcul>>>;

async function faitsDe(ctx: Contexte, lu: Lu, annee: number, redaction: Redaction): Promise<Faits | undefined> {
  const bornes = lu.calcul.annees.find((a) => a.numero === annee);
  if (!bornes) return undefined;
  return {
    cpts: await nomDeLaCpts(ctx), dossier: lu.dossier, contrat: lu.contrat, calcul: lu.calcul, annee, redaction, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau,
    preuves: await preuvesJugees(ctx), fiches: await toutesLesFiches(ctx), depenses: await depensesParMission(ctx, bornes.debut, bornes.finReelle), vie: await vieEntre(ctx, bornes.debut, bornes.finReelle),
  };
}

/** The year under way, or the one just over while its dialogue is being held; else the first. */
export function anneeDuDialogue(lu: Pick<Lu, 'calcul'>, aujourdhui: Jour, demandee?: number): number | undefined {
  const { annees } = lu.calcul;
  if (demandee !== undefined && annees.some((a) => a.numero === demandee)) return demandee;
  return (annees.find((a) => a.debut <= aujourdhui && aujourdhui < a.fin) ?? annees.findLast((a) => a.debut <= aujourdhui) ?? annees[0])?.numero;
}

export type DossierLu = {
  readonly contrat: string;
  readonly annee: number;
  readonly annees: readonly { readonly numero: number; readonly debut: Jour; readonly fin: Jour }[];
  readonly version: number;
  readonly id: string | undefined;
  readonly etat: EtatDossier;
  /** The year before: as it was signed, else as it computes today. */
  readonly dernier: EtatDossier | undefined;
  readonly signes: readonly EtatSigne[];
  readonly faits: Faits;
};

/** Told once the deposit is there, by the fingerprint of its bytes. */
async function avecDepots(ctx: Contexte, etats: readonly EtatGarde[]): Promise<readonly EtatSigne[]> {
  const depots = etats.length === 0 ? [] : await listerDepots(ctx);
  return etats.map(({ empreintePdf, contrat: _c, ...e }) => { const d = depots.find((x) => x.empreinte === empreintePdf); return { ...e, depot: d && { id: d.id, numero: d.numero } }; });
}

/** The file of a year, from what the CPTS keeps; undefined without a contract. */
export async function lireDossierDeDialogue(ctx: Contexte, demandee?: number): Promise<DossierLu | undefined> {
  const lu = await lireCalcul(ctx);
  const annee = lu && anneeDuDialogue(lu, ctx.aujourdhui, demandee);
  if (!lu || annee === undefined) return undefined;
  const garde = await chargerDossier(ctx, lu.dossier.id, annee);
  const faits = await faitsDe(ctx, lu, annee, garde.redaction);
  const etat = faits && composerEtat(faits);
  if (!faits || !etat) return undefined;
  const signes = await avecDepots(ctx, await chargerEtats(ctx, { contrat: lu.dossier.id }));
  const signe = signes.find((s) => s.annee === annee - 1)?.copie.etat;
  const avant = signe === undefined && annee > 1 ? await faitsDe(ctx, lu, annee - 1, (await chargerDossier(ctx, lu.dossier.id, annee - 1)).redaction) : undefined;
  return {
    contrat: lu.dossier.id, annee, version: garde.version, id: garde.id, etat, faits, signes,
    annees: lu.calcul.annees.map(({ numero, debut, fin }) => ({ numero, debut, fin })),
    dernier: signe ?? (avant && composerEtat(avant)),
  };
}

export async function lireEtat(ctx: Contexte, id: EtatId): Promise<{ readonly signe: EtatSigne; readonly contrat: string } | undefined> {
  const etats = await chargerEtats(ctx, { id });
  const [signe] = await avecDepots(ctx, etats);
  const [garde] = etats;
  return signe && garde && { signe, contrat: garde.contrat };
}

const estRedige = (r: Redaction): boolean => r.faitsMarquants !== '' && r.propositions !== '';

/** Where the year of the dialogue stands. */
export function faitsDuCycle(d: DossierLu, aujourdhui: Jour, fuseau: string): FaitsCycle {
  const { calcul, dossier, contrat, fiches, preuves } = d.faits;
  const lignes = d.etat.postes.flatMap((p) => p.lignes);
  const { debut, fin } = d.etat.annee;
  const signe = d.signes.find((s) => s.annee === d.annee);
  const requetes = new Set(preuves.filter((p) => p.preuve.statut === 'versee' && p.preuve.genre === 'requete_cpam').map((p) => p.preuve.indicateur));
  const complete = (l: (typeof lignes)[number]): boolean => l.valeur !== null && l.preuves.some((p) => p.genre !== 'mention') && l.livrables.every((x) => x.fourni || !x.obligatoire);
  const somme = (annee: number, natures: readonly string[]) => {
    const echeances = calcul.tresorerie.echeances.filter((e) => e.annee === annee && natures.includes(e.nature));
    const [premiere] = echeances;
    return premiere && { le: premiere.le, attendu: echeances.reduce((s, e) => s + e.montant, 0), recu: echeances.reduce((s, e) => s + e.recu, 0) };
  };
  const avances = calcul.tresorerie.echeances.filter((e) => e.annee === d.annee + 1 && e.nature === 'avance' && e.le === fin);
  return {
    annee: { numero: d.annee, debut, fin }, dureeAnnees: contrat.dureeAnnees, aujourdhui,
    lignes: { total: lignes.length, completes: lignes.filter(complete).length, sansValeur: lignes.filter((l) => l.valeur === null).map((l) => l.libelle), caisseSansRequete: lignes.filter((l) => l.source?.toUpperCase().includes('CPAM') && !requetes.has(l.id)).map((l) => l.libelle), fragiles: lignes.reduce((s, l) => s + l.preuves.filter((p) => p.faiblesses.length > 0).length, 0) },
    fiches: fiches.filter((f) => ['engagee', 'achevee'].includes(f.statut) && (f.contenu.debut ?? debut) < fin && (f.contenu.fin ?? fin) >= debut).map((f) => ({ titre: f.contenu.titre, reunions: reunionsDeLaFiche(f, preuves, { debut: plusMois(fin, MOIS_DES_REUNIONS.debut), fin: plusMois(fin, MOIS_DES_REUNIONS.fin) }) })),
    redige: estRedige(d.etat.redaction),
    signature: signe && { numero: signe.numero, le: jourDans(signe.signeLe, fuseau), deposee: signe.depot !== undefined },
    tenuLe: d.etat.redaction.tenuLe ?? undefined,
    lignesSuivantes: dossier.contenu.indicateurs.filter((i) => i.annee === d.annee + 1).length,
    avance: avances[0] && { le: avances[0].le, attendu: avances.reduce((s, e) => s + e.montant, 0), recu: avances.reduce((s, e) => s + e.recu, 0) },
    solde: somme(d.annee, ['solde', 'variable']),
  };
}

const ADRESSES: Readonly<Partial<Record<Etape['cle'], string>>> = { objectifs: '/dialogue/lignes', signature: '/dialogue/dossier', rapport: '/dialogue/redaction' };
const BOUTONS: Readonly<Partial<Record<Etape['cle'], string>>> = { objectifs: 'Inscrire les lignes', signature: 'Relire et signer', rapport: 'Écrire' };
const choseDe = (e: Etape, href: string): ActionDuJour => ({ id: `dialogue-${e.cle}`, titre: e.titre, raison: `Dialogue de gestion : il manque ${e.manque[0] ?? 'ce pas'}.`, echeance: e.fin, bouton: { libelle: BOUTONS[e.cle] ?? 'Voir le plan', href } });

/** « Aujourd’hui »: the step of the dialogue that is due, for those who prepare it; the signature, for the one who signs. Reads little: it is on every home page. */
export async function chosesDuDialogue(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const [rediger, signer] = [peutRedigerDialogue(ctx.qui), peutSignerDialogue(ctx.qui)];
  if (!rediger && !signer) return [];
  const lu = await lireCalcul(ctx);
  const numero = lu && anneeDuDialogue(lu, ctx.aujourdhui);
  const annee = lu?.calcul.annees.find((a) => a.numero === numero);
  if (!lu || !annee) return [];
  const { id, redaction } = await chargerDossier(ctx, lu.dossier.id, annee.numero);
  const signee = id === undefined ? undefined : await derniereSignature(ctx, id);
  const etapes = cycleDe({
    annee: { numero: annee.numero, debut: annee.debut, fin: annee.finReelle }, dureeAnnees: lu.contrat.dureeAnnees, aujourdhui: ctx.aujourdhui, redige: estRedige(redaction), tenuLe: redaction.tenuLe ?? undefined,
    signature: signee && { numero: signee.numero, le: jourDans(signee.le, ctx.fuseau), deposee: true }, lignesSuivantes: lu.contrat.indicateurs.filter((i) => i.annee === annee.numero + 1).length,
    lignes: { total: 0, completes: 0, sansValeur: [], caisseSansRequete: [], fragiles: 0 }, fiches: [], avance: undefined, solde: undefined,
  }).filter((e) => (e.cle === 'signature' ? signer : rediger && (e.cle === 'rapport' || e.cle === 'dialogue' || e.cle === 'objectifs')));
  const e = etapeDuMoment(etapes);
  return e ? [choseDe(e, `${ctx.base}${ADRESSES[e.cle] ?? '/dialogue'}?annee=${annee.numero}`)] : [];
}
