import { constatsDuDiagnostic, listerConstats, listerObjectifs, syntheseDuDiagnostic } from '#modules/diagnostic/queries.ts';
import { libelleNature } from '#modules/diagnostic/labels.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import { z } from 'zod';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour, jourDans } from '#core/jour.ts';
import { libelleMission, Mission } from '#core/mission.ts';
import { accord, formaterDate, typographier } from '#core/texte.ts';
import { STATUTS_MEMBRES } from '#modules/adherents/model.ts';
import { comptesParStatut, professionsRepresentees } from '#modules/adherents/queries.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { ChiffreFige, Constat } from '#modules/diagnostic/model.ts';
import { direEnquetes } from '#modules/ecoute/queries.ts';
import { libelleInstance } from '#modules/gouvernance/labels.ts';
import type { Instance } from '#modules/gouvernance/model.ts';
import { phraseMajorite } from '#modules/gouvernance/moteur/statuts-document.ts';
import { lireMandats, statutsEnVigueur } from '#modules/gouvernance/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { CleChapitreSante, type ConstatRetenu, type FaitsSante, type FicheDite, type Plume, type ProjetSante } from './moteur/chapitres.ts';
import type { RemarqueInterne, Version } from './model.ts';
import { direAide } from './moteur/aides.ts';
import { direDemarrages } from './moteur/horloges.ts';
import { chosesDesRemarques } from './moteur/vue-sante.ts';
import { peutEcrireProjet, peutLireLettre } from './permissions.ts';
import { chargerAides } from './repository-echanges.ts';
import { projetVierge } from './moteur/sante.ts';
import { faitsDeLaLettre } from './queries.ts';
import { charger, chargerRemarques, plumesTenues, versions } from './repository.ts';

const GENRE = 'projet_sante';

/** What is known of the CPTS, for its health project: the territory, the diagnosis in short, the findings and scenarios kept. */
export async function faitsDuProjet(ctx: Contexte, paquet: Paquet, ici: { readonly nom: string; readonly demo: boolean }): Promise<FaitsSante> {
  const { territoire } = await faitsDeLaLettre(ctx, paquet, ici);
  const synthese = await syntheseDuDiagnostic(ctx, paquet);
  const constats = synthese?.constats ?? (await constatsDuDiagnostic(ctx));
  return {
    nom: ici.nom,
    demo: ici.demo,
    ...(territoire && { territoire }),
    ...(synthese && { phrase: synthese.phrase }),
    chapitres: (synthese?.chapitres ?? []).map((c) => ({ titre: c.titre, phrase: c.phrase, source: c.provenances[0] ? phraseProvenance(c.provenances[0]) : '' })),
    constats: constats.map(retenu),
    ...(await objectifsEtActions(ctx)),
    ...(await enquetesCitees(ctx)),
    scenarios: (synthese?.scenarios ?? []).map((s) => s.nom),
    ...(await faitsDesPersonnes(ctx)),
    aides: (await chargerAides(ctx)).filter((a) => a.demandee.le !== undefined || a.accordee.le !== undefined).map(direAide),
    demarrages: direDemarrages(ctx.aujourdhui),
  };
}

/** The chapter stays short: the surveys before these are read on their own pages. */
const ENQUETES_CITEES = 3;

async function enquetesCitees(ctx: Contexte): Promise<Pick<FaitsSante, 'enquetes'>> {
  const dites = await direEnquetes(ctx, ENQUETES_CITEES);
  return dites.length === 0 ? {} : { enquetes: dites.map((e) => ({
    titre: e.titre, reponses: `${accord(e.reponses, 'personne a répondu', 'personnes ont répondu')}${e.ouverteLe ? ` à cette enquête, ouverte le ${formaterDate(jourDans(e.ouverteLe, ctx.fuseau))}` : ''}.`,
    resultats: e.resultats.map((r) => typographier(`${r.intitule} « ${r.libelle} » : ${r.ecrit}.`)),
  })) };
}

const retenu = (c: Constat): ConstatRetenu => ({ texte: c.texte, nature: libelleNature[c.nature], ...(c.chiffre && { chiffre: { libelle: c.chiffre.libelle, ecrit: c.chiffre.ecrit, source: sourceDe(c.chiffre) } }) });

const jour = (j: string | null): string => { const lu = Jour.safeParse(j).data; return lu ? formaterDate(lu) : ''; };
const periodeDe = (debut: string, fin: string): string => (debut && fin ? `du ${debut} au ${fin}` : debut ? `à partir du ${debut}` : fin ? `jusqu’au ${fin}` : '');

const ContenuLu = z.object({ objectif: z.string(), objectifId: z.string().nullish(), partenaires: z.array(z.string()).catch([]) });
type FicheLue = FicheDite & { readonly objectifId: string | undefined };

/** Sheets proposed and carried out. Read in their table: the module of actions reads the contract, which reads this one. */
async function fichesActions({ tx, cpts }: Contexte, titres: ReadonlyMap<string, string>): Promise<readonly FicheLue[]> {
  const rows = await tx.selectFrom('fiches_action as f').leftJoin('personnes as p', 'p.id', 'f.pilote_id').select(['f.titre', 'f.mission', 'f.debut', 'f.fin', 'f.contenu', 'p.nom']).where('f.cpts_id', '=', cpts).where('f.statut', 'in', ['proposee', 'engagee', 'suspendue']).orderBy('f.mission').orderBy('f.titre').orderBy('f.id').limit(100).execute();
  return rows.map((r) => {
    const c = ContenuLu.parse(r.contenu);
    const sert = c.objectifId ? titres.get(c.objectifId) : undefined;
    return { titre: r.titre, mission: libelleMission[Mission.parse(r.mission)], objectif: c.objectif, periode: periodeDe(jour(r.debut), jour(r.fin)), partenaires: c.partenaires, ...(r.nom === null ? {} : { pilote: r.nom }), ...(sert === undefined ? {} : { sert }), objectifId: c.objectifId ?? undefined };
  });
}

/** Objectives kept, each with its findings and the sheets that serve it. */
async function objectifsEtActions(ctx: Contexte): Promise<Pick<FaitsSante, 'objectifs' | 'fiches'>> {
  const objectifs = (await listerObjectifs(ctx)).filter((o) => o.statut === 'retenue');
  const constats = new Map((await listerConstats(ctx)).map((c) => [c.id, c]));
  const fiches = await fichesActions(ctx, new Map(objectifs.map((o) => [o.id, o.titre])));
  return {
    objectifs: objectifs.toSorted((a, b) => a.annee - b.annee).map((o) => ({ titre: o.titre, mission: libelleMission[o.mission], annee: o.annee, indicateur: o.indicateur, cible: o.cible, constats: o.constats.flatMap((c) => { const lu = constats.get(c); return lu ? [retenu(lu)] : []; }), actions: fiches.filter((f) => f.objectifId === o.id).map((f) => f.titre) })),
    fiches: fiches.map(({ objectifId: _, ...f }) => f),
  };
}

const sourceDe = ({ provenance: p, releveLe }: ChiffreFige): string => `${p.origine}, ${p.millesime}, relevé le ${formaterDate(Jour.parse(releveLe))}`;

/** What a body decides and how; the extraordinary assembly is there for the statutes themselves. */
function decisionDe({ code, regles }: Instance): { readonly decision?: string } {
  const [verbe, majorite] = code === 'ag_extraordinaire' ? (['modifie les statuts', regles.majorites?.['modification_statuts']] as const) : (['décide', regles.majorites?.['ordinaire']] as const);
  return majorite ? { decision: `${verbe} ${phraseMajorite(majorite)}` } : {};
}

/** Who is a member and who decides: the register counted, the statutes in force, the mandates of the day. */
async function faitsDesPersonnes(ctx: Contexte): Promise<Pick<FaitsSante, 'membres' | 'association'>> {
  const comptes = await comptesParStatut(ctx);
  const total = STATUTS_MEMBRES.reduce((n, s) => n + (comptes[s] ?? 0), 0);
  const statuts = (await statutsEnVigueur(ctx))?.statuts;
  const mandats = (await lireMandats(ctx)).filter((m) => m.debut <= ctx.aujourdhui && (m.cesse ?? m.fin ?? '9999-12-31') >= ctx.aujourdhui);
  return {
    ...(total > 0 && { membres: { total, professions: (await professionsRepresentees(ctx)).map((p) => ({ libelle: libelleProfession(p.profession), membres: p.membres })) } }),
    ...(statuts && {
      association: {
        ...(statuts.nom !== undefined && { nom: statuts.nom }),
        colleges: statuts.colleges.map((c) => c.nom),
        instances: statuts.instances.map((i) => ({ nom: libelleInstance[i.code], ...(i.sieges !== undefined && { sieges: i.sieges }), ...decisionDe(i) })),
        mandats: mandats.map((m) => ({ fonction: statuts.fonctions.find((f) => f.fonction === m.fonction)?.nom ?? m.fonction, nom: m.nom })),
      },
    }),
  };
}

/** The project as saved, or as it would write itself today. */
export async function lireProjet(ctx: Contexte, faits: FaitsSante): Promise<ProjetSante> {
  const vierge = projetVierge(faits);
  const garde = await charger(ctx, GENRE);
  if (!garde) return vierge;
  return { commence: true, chapitres: vierge.chapitres.map((v) => ({ ...v, ...garde.sections.find((s) => s.cle === v.cle), cle: v.cle })) };
}

export const versionsDuChapitre = (ctx: Contexte, cle: CleChapitreSante): Promise<readonly Version[]> => versions(ctx, { genre: GENRE, cle });
export const listerRemarquesInternes = (ctx: Contexte, cle?: CleChapitreSante): Promise<readonly RemarqueInterne[]> => chargerRemarques(ctx, GENRE, cle);

/** « Aujourd’hui »: remarks on the project that wait for the person who reads. */
export async function chosesDuProjet(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutLireLettre(ctx.qui)) return [];
  const remarques = await chargerRemarques(ctx, GENRE);
  if (remarques.length === 0) return [];
  return chosesDesRemarques({ remarques, moi: ctx.qui.personneId, ecrit: peutEcrireProjet(ctx.qui), base: ctx.base });
}

/** Who writes which chapter at this moment. */
export const plumes = async (ctx: Contexte): Promise<readonly Plume[]> =>
  (await plumesTenues(ctx, GENRE)).flatMap((p) => {
    const cle = CleChapitreSante.safeParse(p.cle).data;
    return cle ? [{ cle, personneId: p.personne_id, nom: p.nom, depuis: p.depuis }] : [];
  });
