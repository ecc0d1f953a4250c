import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { ContextePage, Contexte } from '#server/contexte.ts';
import { libelleClasse, nomDuGroupement, phraseAvertissement } from '#modules/territoire/labels.ts';
import { ZONAGES, type CleIndicateur, type Paquet } from '#modules/territoire/model.ts';
import { carteDe, presenterTerritoireCourant, type TerritoirePresente, territoireCourant } from '#modules/territoire/queries.ts';
import { CleSection, type FaitsDiagnostic, type FaitsLettre, type FaitsTerritoire, type IndicateurParCommune, type Lettre, type Version, type VersionId } from './model.ts';
import { champsDeDepart } from './moteur/lettre-champs.ts';
import { peutEcrireLettre, peutLireLettre } from './permissions.ts';
import { charger, type RedactionGardee, versions } from './repository.ts';
import { chargerDossier } from './repository-parcours.ts';
import type { StatutParcours } from './model-parcours.ts';
import { preremplir } from './rules.ts';
import { actionDeLaLettre, horlogeDeLaLettre } from './view.ts';

const GENRE = 'lettre_intention';

function indicateur(paquet: Paquet, cle: CleIndicateur, codes: readonly string[]): IndicateurParCommune | undefined {
  const provenance = paquet.provenance(cle);
  const valeurs = codes.flatMap((code) => {
    const valeur = paquet.indicateur(cle, code);
    return valeur === undefined ? [] : [{ code, valeur }];
  });
  return provenance && valeurs.length > 0 ? { provenance, valeurs } : undefined;
}

function diagnosticDe(paquet: Paquet, codes: readonly string[]): FaitsDiagnostic {
  const [part75Ans, tauxPauvrete, aplGeneralistes, zones] = [indicateur(paquet, 'part_75_ans', codes), indicateur(paquet, 'taux_pauvrete', codes), indicateur(paquet, 'apl_mg_2023', codes), indicateur(paquet, 'zonage_medecins', codes)];
  const zonage = zones && { provenance: zones.provenance, valeurs: zones.valeurs.flatMap(({ code, valeur }) => { const zone = ZONAGES[valeur]; return zone === undefined ? [] : [{ code, zone }]; }) };
  return { ...(part75Ans && { part75Ans }), ...(tauxPauvrete && { tauxPauvrete }), ...(aplGeneralistes && { aplGeneralistes }), ...(zonage && { zonage }) };
}

/** The territory as the letter tells it; undefined while it is empty. */
function territoireDe(paquet: Paquet, { territoire, resume: r }: TerritoirePresente): FaitsTerritoire | undefined {
  if (r.communes.length === 0) return undefined;
  const departement = (code: string): string => paquet.departement(code)?.nom ?? code;
  const nomDe = (siren: string | undefined): string | undefined => { const g = siren === undefined ? undefined : paquet.groupement(siren); return g && nomDuGroupement(g); };
  const provenance = r.provenances.population ?? { origine: 'source inconnue', millesime: 'à vérifier', nature: 'estimee' as const };
  return {
    communes: r.communes.map((c) => { const groupement = nomDe(c.epci ?? c.ept); return { code: c.code, nom: c.nom, departement: departement(c.departement), ...(groupement !== undefined && { groupement }), ...(c.population !== undefined && { population: c.population }) }; }),
    population: { valeur: r.population, provenance },
    taille: { numero: r.classe.taille, libelle: libelleClasse(r.classe), texte: r.texteDesClasses },
    departements: r.departements.map((d) => d.nom),
    regions: r.regions.map((x) => x.nom),
    groupements: r.groupements.map((g) => ({ nom: nomDuGroupement(g.groupement), communes: g.communes, entier: g.entier })),
    ...(r.siege && { siege: { nom: r.siege.nom, departement: departement(r.siege.departement) } }),
    autresCpts: [...new Set(r.avertissements.flatMap((a) => (a.code === 'deja_couverte' ? a.couvertures.map((c) => c.cpts) : [])))],
    avertissements: r.avertissements.map((a) => { const { titre, texte } = phraseAvertissement(a); return `${titre}\u00a0: ${texte}`; }),
    carte: carteDe(paquet, territoire),
    ...(r.provenances.codes && { sourceDesCodes: r.provenances.codes }),
    diagnostic: diagnosticDe(paquet, r.communes.map((c) => c.code)),
  };
}

/** What is known of the CPTS and of its territory, for the letter. */
export async function faitsDeLaLettre(ctx: Contexte, paquet: Paquet, ici: { readonly nom: string; readonly demo: boolean }): Promise<FaitsLettre> {
  const presente = await presenterTerritoireCourant(ctx, paquet);
  const territoire = presente && territoireDe(paquet, presente);
  return { nom: ici.nom, demo: ici.demo, ...(territoire && { territoire }) };
}

/** A section added to the product since the letter was begun is there too. */
const enLettre = ({ commenceeLe, sections }: RedactionGardee): Lettre => ({
  commenceeLe,
  commencee: true,
  sections: CleSection.options.map((cle) => ({ version: 0, champs: champsDeDepart(cle), texte: null, proposition: '', ...sections.find((s) => s.cle === cle), cle })),
});

/** The letter as saved, or as it would write itself today. */
export async function lireLettre(ctx: Contexte, faits: FaitsLettre): Promise<Lettre> {
  const gardee = await charger(ctx, GENRE);
  if (!gardee) return preremplir(faits, ctx.aujourdhui);
  return enLettre(gardee);
}

export const versionsDeLaSection = (ctx: Contexte, cle: CleSection): Promise<readonly Version[]> => versions(ctx, { genre: GENRE, cle });

export const versionDeLaSection = async (ctx: Contexte, cle: CleSection, id: VersionId): Promise<Version | undefined> => (await versions(ctx, { genre: GENRE, cle, id }))[0];

/** Once the journey is followed, the letter asks for something only while it is to be written. */
const LETTRE_A_ECRIRE: readonly StatutParcours[] = ['contact', 'lettre_en_redaction', 'lettre_a_reprendre'];

/** What the letter asks today of those who write it: one line, once there is a territory. It needs no pack: the home page stays light. */
export async function chosesDeLaLettre(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutEcrireLettre(ctx.qui)) return [];
  if (!(await territoireCourant(ctx))) return [];
  const dossier = await chargerDossier(ctx);
  if (dossier && !LETTRE_A_ECRIRE.includes(dossier.statut)) return [];
  const gardee = await charger(ctx, GENRE);
  const action = actionDeLaLettre(gardee && enLettre(gardee));
  return [{ ...action, bouton: { ...action.bouton, href: ctx.base + action.bouton.href } }];
}

/** The clock of the letter, once it is begun, for those who may read it; the journey has its own once it is opened. */
export async function horlogesDeLaLettre(ctx: ContextePage): Promise<readonly Horloge[]> {
  if (!peutLireLettre(ctx.qui) || (await chargerDossier(ctx))) return [];
  const gardee = await charger(ctx, GENRE);
  return gardee ? [horlogeDeLaLettre(enLettre(gardee))] : [];
}
