import { constatsDuDiagnostic, syntheseDuDiagnostic } from '#modules/diagnostic/queries.ts';
import { libelleNature } from '#modules/diagnostic/labels.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { STATUTS_MEMBRES } from '#modules/adherents/model.ts';
import { comptesParStatut, professionsRepresentees } from '#modules/adherents/queries.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { ChiffreFige } from '#modules/diagnostic/model.ts';
import { libelleInstance } from '#modules/gouvernance/labels.ts';
import type { Instance } from '#modules/gouvernance/model.ts';
import { phraseMajorite } from '#modules/gouvernance/moteur/statuts-document.ts';
import { lireMandats, statutsEnVigueur } from '#modules/gouvernance/queries.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { CleChapitreSante, type FaitsSante, type Plume, type ProjetSante } from './moteur/chapitres.ts';
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
    constats: constats.map((c) => ({ texte: c.texte, nature: libelleNature[c.nature], ...(c.chiffre && { chiffre: { libelle: c.chiffre.libelle, ecrit: c.chiffre.ecrit, source: sourceDe(c.chiffre) } }) })),
    scenarios: (synthese?.scenarios ?? []).map((s) => s.nom),
    ...(await faitsDesPersonnes(ctx)),
    aides: (await chargerAides(ctx)).filter((a) => a.demandee.le !== undefined || a.accordee.le !== undefined).map(direAide),
    demarrages: direDemarrages(ctx.aujourdhui),
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
