import type { Provenance } from '#core/provenance.ts';
import { accord, formaterNombre, formaterPart, typographier as t } from '#core/texte.ts';
import { libelleZonage, phraseProvenance } from '#modules/territoire/labels.ts';
import { ZONAGES } from '#modules/territoire/model.ts';
import { SEUIL_SOUS_DENSITE } from '../constants.ts';
import type { CommuneDuTerritoire, FaitsTerritoire, IndicateurParCommune } from '../model.ts';

/** One line of the table of the diagnosis, and the sentence that says it. */
export type Repere = { readonly cle: string; readonly libelle: string; readonly valeur: string; readonly portee: string; readonly source: string; readonly reserve?: string; readonly phrase: string };

type Point = { readonly commune: CommuneDuTerritoire; readonly valeur: number };

/** The communes of the territory for which the source speaks, lowest value first. */
export function pointsDe(communes: readonly CommuneDuTerritoire[], indicateur: IndicateurParCommune): readonly Point[] {
  const par = new Map(indicateur.valeurs.map((v) => [v.code, v.valeur]));
  return communes
    .flatMap((commune) => {
      const valeur = par.get(commune.code);
      return valeur === undefined || Number.isNaN(valeur) ? [] : [{ commune, valeur }];
    })
    .sort((a, b) => a.valeur - b.valeur);
}

/** Mean weighted by municipal population; undefined when nobody lives there. */
export function moyennePonderee(points: readonly Point[]): number | undefined {
  const poids = points.reduce((s, p) => s + (p.commune.population ?? 0), 0);
  return poids > 0 ? points.reduce((s, p) => s + p.valeur * (p.commune.population ?? 0), 0) / poids : undefined;
}

const habitants = (points: readonly Point[]): number => points.reduce((s, p) => s + (p.commune.population ?? 0), 0);

const portee = (n: number, total: number): string => (n === total ? 'toutes les communes' : t(`${formaterNombre(n)} communes sur ${formaterNombre(total)}`));

/** The source with its vintage, and its reserve apart: a column of a table must stay short. */
const sourceDe = (p: Provenance): { source: string; reserve?: string } => ({ source: phraseProvenance(p), ...(p.note === undefined ? {} : { reserve: `${p.origine}, ${p.note}` }) });

type Extremes = { readonly points: readonly Point[]; readonly ecrire: (v: number) => string };

function etendue({ points, ecrire }: Extremes): string {
  const [bas, haut] = [points[0], points.at(-1)];
  if (!bas || !haut || points.length === 1 || ecrire(bas.valeur) === ecrire(haut.valeur)) return '';
  return ` Selon les communes, de ${ecrire(bas.valeur)} (${bas.commune.nom}) à ${ecrire(haut.valeur)} (${haut.commune.nom}).`;
}

type Taux = { readonly cle: string; readonly libelle: string; readonly indicateur: IndicateurParCommune | undefined; readonly debut: string };

function repereTaux(communes: readonly CommuneDuTerritoire[], { cle, libelle, indicateur, debut }: Taux): readonly Repere[] {
  if (!indicateur) return [];
  const points = pointsDe(communes, indicateur);
  const moyenne = moyennePonderee(points);
  if (moyenne === undefined) return [];
  const ecrire = (v: number): string => formaterPart(v);
  const reserve = points.length < communes.length ? ` Ce chiffre n’est connu que pour ${portee(points.length, communes.length)}.` : '';
  return [
    { cle, libelle, valeur: t(`${ecrire(moyenne)} (estimation)`), portee: portee(points.length, communes.length), ...sourceDe(indicateur.provenance), phrase: t(`${debut} ${ecrire(moyenne)} (estimation).${etendue({ points, ecrire })}${reserve}`) },
  ];
}

function reperePopulation({ communes, population }: FaitsTerritoire): Repere {
  const rangees = communes.filter((c) => c.population !== undefined).map((commune) => ({ commune, valeur: commune.population ?? 0 })).sort((a, b) => a.valeur - b.valeur);
  const valeur = accord(population.valeur, 'habitant');
  const suite = rangees.length > 1 ? ` ${t(`La commune la plus peuplée, ${rangees.at(-1)?.commune.nom ?? ''}, en compte ${formaterNombre(rangees.at(-1)?.valeur ?? 0)} ; la moins peuplée, ${rangees[0]?.commune.nom ?? ''}, ${formaterNombre(rangees[0]?.valeur ?? 0)}.`)}` : '';
  return { cle: 'population', libelle: 'Population municipale', valeur, portee: portee(rangees.length, communes.length), ...sourceDe(population.provenance), phrase: `Le territoire compte ${valeur}.${suite}` };
}

function reperesZonage({ communes, population, diagnostic }: FaitsTerritoire): readonly Repere[] {
  const { zonage } = diagnostic;
  if (!zonage) return [];
  const par = new Map(zonage.valeurs.map((v) => [v.code, v.zone]));
  const connues = communes.filter((c) => par.has(c.code)).length;
  return ZONAGES.flatMap((zone) => {
    const dedans = communes.filter((c) => par.get(c.code) === zone).map((commune) => ({ commune, valeur: 1 }));
    if (dedans.length === 0) return [];
    const [n, vivent] = [accord(dedans.length, 'commune'), habitants(dedans)];
    const part = population.valeur > 0 ? formaterPart(vivent / population.valeur, 0) : '';
    const nom = zone === 'HZ' ? 'hors zonage' : `en ${libelleZonage[zone]} (${zone})`;
    const verbe = dedans.length > 1 ? 'sont' : 'est';
    return [
      { cle: `zonage_${zone}`, libelle: t(`Zonage des médecins : ${zone === 'HZ' ? 'hors zonage' : zone}`), valeur: t(`${n}, ${accord(vivent, 'habitant')} (${part})`), portee: portee(connues, communes.length), ...sourceDe(zonage.provenance), phrase: t(`${n} ${verbe} ${nom} dans le zonage des médecins de l’ARS : ${accord(vivent, 'habitant')} (${part}).`) },
    ];
  });
}

function reperesApl({ communes, diagnostic }: FaitsTerritoire): readonly Repere[] {
  const { aplGeneralistes } = diagnostic;
  if (!aplGeneralistes) return [];
  const points = pointsDe(communes, aplGeneralistes);
  const moyenne = moyennePonderee(points);
  if (moyenne === undefined) return [];
  const ecrire = (v: number): string => formaterNombre(v, 1);
  const basses = points.filter((p) => p.valeur <= SEUIL_SOUS_DENSITE);
  const [seuil, champ] = [formaterNombre(SEUIL_SOUS_DENSITE), portee(points.length, communes.length)];
  const alerte = basses.length > 0
    ? ` ${t(`${accord(basses.length, 'commune')} (${accord(habitants(basses), 'habitant')}) ${basses.length > 1 ? 'sont' : 'est'} au seuil de ${seuil} ou au-dessous : on y parle de sous-densité médicale.`)}`
    : ` ${t(`Aucune commune n’est au seuil de sous-densité (${seuil}) ou au-dessous.`)}`;
  const phrase = t(`L’accessibilité potentielle localisée (APL) compte les consultations de généraliste accessibles par habitant et par an. Sa moyenne est ici de ${ecrire(moyenne)} (estimation).${etendue({ points, ecrire })}`);
  return [
    { cle: 'apl', libelle: 'Consultations de généraliste accessibles par habitant et par an (APL)', valeur: t(`${ecrire(moyenne)} (estimation)`), portee: champ, ...sourceDe(aplGeneralistes.provenance), phrase: phrase + alerte },
    { cle: 'apl_seuil', libelle: t(`Habitants des communes où l’APL est de ${seuil} ou moins`), valeur: accord(habitants(basses), 'habitant'), portee: champ, ...sourceDe(aplGeneralistes.provenance), phrase: '' },
  ];
}

/** The first figures of the diagnosis: only those the reference pack holds, each with its reach, its source and its vintage. */
export function reperes(territoire: FaitsTerritoire): readonly Repere[] {
  const { communes, diagnostic } = territoire;
  return [
    reperePopulation(territoire),
    ...repereTaux(communes, { cle: 'part_75_ans', libelle: 'Habitants de 75 ans ou plus', indicateur: diagnostic.part75Ans, debut: 'La part des habitants de 75 ans ou plus est de' }),
    ...repereTaux(communes, { cle: 'taux_pauvrete', libelle: 'Habitants sous le seuil de pauvreté', indicateur: diagnostic.tauxPauvrete, debut: 'La part des habitants sous le seuil de pauvreté est de' }),
    ...reperesZonage(territoire),
    ...reperesApl(territoire),
  ];
}

/** The figures one expects in a diagnosis and that the pack does not hold, named so that they can be asked for. */
export function reperesAbsents({ diagnostic }: FaitsTerritoire): readonly string[] {
  const absents: (string | false)[] = [
    !diagnostic.part75Ans && 'l’âge des habitants',
    !diagnostic.tauxPauvrete && 'la pauvreté',
    !diagnostic.zonage && 'le zonage des médecins',
    !diagnostic.aplGeneralistes && 'l’accessibilité aux médecins (APL)',
  ];
  return absents.filter((a) => a !== false);
}
