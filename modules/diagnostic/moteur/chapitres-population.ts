import type { Chiffre } from '#core/provenance.ts';
import { enumerer, formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { BORNES, DENSITES, POPULATIONS_DE_COMMUNE, SOURCES_A_IMPORTER } from '../constants.ts';
import { communes, habitants, libelleProfil, surTotal, titreChapitre } from '../labels.ts';
import type { Chapitre, ClasseDeCarte, ImageCarte, Table, Valeur } from '../model.ts';
import { calculee, classer, moyenne, type Perimetre, profilDe } from '../rules.ts';

const AGES = ['0-19', '20-39', '40-59', '60-74', '75+'] as const;
const motAge = (age: string): string => (age === '75+' ? '75 ans et plus' : `${age.replace('-', ' à ')} ans`);

/** What is missing unless it is there. */
export const saufSi = <T>(present: boolean, x: T): readonly T[] => (present ? [] : [x]);

const connues = <T>(liste: readonly (T | undefined)[]): readonly T[] => liste.filter((x) => x !== undefined);

/** A map whose alternative says what each colour holds. */
export const carte = (titre: string, classes: readonly ClasseDeCarte[]): ImageCarte => ({
  genre: 'carte', titre, classes,
  alternative: `${titre} : ${enumerer(classes.filter((c) => c.codes.length > 0).map((c) => `${communes(c.codes.length)}, ${c.libelle}`))}.`,
});

/** Every commune with one figure or more, most populous first. */
export function tableDesCommunes(p: Perimetre, { cle, legende, titres, valeurs, provenances }: Pick<Table, 'cle' | 'legende' | 'provenances'> & { readonly titres: Table['colonnes']; readonly valeurs: (code: string) => readonly Valeur[] }): Table {
  const rangees = [...p.communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  return { cle, legende, colonnes: [{ titre: 'Commune', format: 'texte' }, { titre: 'Habitants', format: 'entier' }, ...titres], lignes: rangees.map((c) => [c.nom, c.population, ...valeurs(c.code)]), provenances };
}

function pyramide(p: Perimetre): Table | undefined {
  const departement = p.departements[0];
  if (!departement) return undefined;
  const zone = `dep:${departement.code}` as const;
  const lire = (sexe: string, age: string, ou: typeof zone | 'france'): number => p.paquet.zone(`age:${sexe}:${age}`, ou)?.valeur ?? 0;
  const somme = (ou: typeof zone | 'france'): number => AGES.reduce((n, a) => n + lire('F', a, ou) + lire('H', a, ou), 0);
  const [ici, france] = [somme(zone), somme('france')];
  if (ici === 0) return undefined;
  return {
    cle: 'ages-departement', legende: `Âges dans le département (${departement.nom})`,
    colonnes: [{ titre: 'Âge', format: 'texte' }, { titre: 'Femmes', format: 'entier' }, { titre: 'Hommes', format: 'entier' }, { titre: 'Part', format: 'part' }, { titre: 'Part en France', format: 'part' }],
    lignes: AGES.map((a) => [motAge(a), lire('F', a, zone), lire('H', a, zone), (lire('F', a, zone) + lire('H', a, zone)) / ici, france > 0 ? (lire('F', a, 'france') + lire('H', a, 'france')) / france : undefined]),
    provenances: connues([p.paquet.zone('age:F:75+', zone)?.provenance]),
  };
}

const partEnFrance = (ages: Table | undefined): readonly [Valeur, Valeur] => [ages?.lignes.at(-1)?.[3], ages?.lignes.at(-1)?.[4]];

function comparer75(part: number | undefined, ages: Table | undefined): string {
  const [departement, france] = partEnFrance(ages);
  if (part === undefined) return typeof departement === 'number' ? ` ; dans le département, ${formaterPart(departement)} ont 75 ans ou plus` : '';
  const face = typeof departement === 'number' && typeof france === 'number' ? `, contre ${formaterPart(departement)} dans le département et ${formaterPart(france)} en France` : '';
  return ` ; ${formaterPart(part)} ont 75 ans ou plus${face}`;
}

export function chapitrePopulation(p: Perimetre): Chapitre {
  const [m, ages] = [moyenne(p, 'part_75_ans'), pyramide(p)];
  const source = p.paquet.provenance('part_75_ans');
  const population = p.paquet.provenance('population');
  const titre = 'Part des 75 ans et plus';
  return {
    cle: 'population', titre: titreChapitre.population,
    phrase: typographier(`Le territoire compte ${habitants(p.population)} dans ${communes(p.communes.length)}${comparer75(m?.valeur, ages)}.`),
    ...(m && source ? { chiffre: { libelle: titre, chiffre: { valeur: m.valeur, provenance: calculee(source, 'moyenne des communes, pondérée par leurs habitants') }, format: 'part' } }
      : population ? { chiffre: { libelle: 'Population', chiffre: { valeur: p.population, provenance: population }, format: 'entier', unite: 'habitants' } } : {}),
    notes: [
      ...(m ? [`Part connue pour ${surTotal(m.connues.length, p.communes.length)}. Les âges des communes datent du recensement, ceux du département d’estimations plus récentes.`] : []),
      ...(p.inconnues > 0 ? [`${communes(p.inconnues)} du périmètre ne figurent plus dans le paquet de référence : elles ne sont pas comptées.`] : []),
    ],
    ...(m ? { image: carte(titre, classer(p, 'part_75_ans', { bornes: BORNES.part_75_ans, mots: ['8 % au plus', 'plus de 8 à 11 %', 'plus de 11 à 14 %', 'plus de 14 à 18 %', 'plus de 18 %'] })) }
      : { image: { genre: 'barres', titre: 'Les communes les plus peuplées', quoi: 'Habitants', format: 'entier', barres: [...p.communes].sort((a, b) => (b.population ?? 0) - (a.population ?? 0)).slice(0, 10).map((c) => ({ libelle: c.nom, valeur: c.population ?? 0 })) } }),
    tables: [
      tableDesCommunes(p, { cle: 'population', legende: 'Population des communes', titres: m ? [{ titre, format: 'part' }] : [], valeurs: (code) => (m ? [p.paquet.indicateur('part_75_ans', code)] : []), provenances: connues([population, source]) }),
      ...(ages ? [ages] : []),
    ],
    provenances: connues([population, source, ...(ages?.provenances ?? [])]),
    aImporter: [...saufSi(m !== undefined, SOURCES_A_IMPORTER.ages), ...saufSi(ages !== undefined, SOURCES_A_IMPORTER.agesDepartement)],
  };
}

function phrasePrecarite(p: Perimetre, m: ReturnType<typeof moyenne>, ald: ReturnType<typeof moyenne>): string {
  if (m) return `Le taux de pauvreté est publié pour ${surTotal(m.connues.length, p.communes.length)} ; il y est de ${formaterPart(m.valeur)} en moyenne.`;
  if (ald) return `Le taux de pauvreté n’est publié pour aucune commune ; ${formaterPart(ald.valeur)} des habitants ont une affection de longue durée.`;
  return 'Le taux de pauvreté des communes n’est pas encore importé.';
}

function chiffrePrecarite(pauvrete: Chiffre | undefined, ald: Chiffre | undefined): Pick<Chapitre, 'chiffre'> {
  if (pauvrete) return { chiffre: { libelle: 'Taux de pauvreté, communes publiées', chiffre: { ...pauvrete, provenance: calculee(pauvrete.provenance, 'moyenne des seules communes publiées, pondérée par leurs habitants') }, format: 'part' } };
  return ald ? { chiffre: { libelle: 'Affections de longue durée', chiffre: ald, format: 'part' } } : {};
}

export function chapitrePrecarite(p: Perimetre): Chapitre {
  const [m, ald] = [moyenne(p, 'taux_pauvrete'), moyenne(p, 'part_ald_bassin')];
  const [source, sourceAld] = [p.paquet.provenance('taux_pauvrete'), p.paquet.provenance('part_ald_bassin')];
  const departements = connues(p.departements.map((d) => { const z = p.paquet.zone('pauvrete', `dep:${d.code}`); return z && { nom: d.nom, ...z }; }));
  const secretes = p.communes.length - (m?.connues.length ?? 0);
  const titre = 'Taux de pauvreté';
  return {
    cle: 'precarite', titre: titreChapitre.precarite, phrase: typographier(phrasePrecarite(p, m, ald)),
    ...chiffrePrecarite(m && source ? { valeur: m.valeur, provenance: source } : undefined, ald && sourceAld ? { valeur: ald.valeur, provenance: sourceAld } : undefined),
    notes: [
      ...(source && secretes > 0 ? [typographier(`Secret statistique dans ${surTotal(secretes, p.communes.length)} : leur taux reste inconnu, il n’est ni estimé ni remplacé.`)] : []),
      ...departements.map((d) => typographier(`Département ${d.nom} : ${formaterPart(d.valeur / 100)} de pauvreté (${d.provenance.origine}, ${d.provenance.millesime}).`)),
      ...(ald && sourceAld ? [typographier(`Affections de longue durée : ${formaterPart(ald.valeur)} des habitants, d’après leur bassin de vie (${sourceAld.origine}, ${sourceAld.millesime}, estimation).`)] : []),
    ],
    ...(m && { image: carte(titre, classer(p, 'taux_pauvrete', { bornes: BORNES.taux_pauvrete, mots: ['10 % au plus', 'plus de 10 à 14 %', 'plus de 14 à 18 %', 'plus de 18 à 22 %', 'plus de 22 %'] })) }),
    tables: source || sourceAld ? [tableDesCommunes(p, {
      cle: 'precarite', legende: 'Pauvreté et affections de longue durée',
      titres: [{ titre, format: 'part' }, { titre: 'Affections de longue durée, bassin de vie (estimation)', format: 'part' }],
      valeurs: (code) => [p.paquet.indicateur('taux_pauvrete', code), p.paquet.indicateur('part_ald_bassin', code)], provenances: connues([source, sourceAld]),
    })] : [],
    provenances: connues([source, sourceAld, departements[0]?.provenance]),
    aImporter: [...saufSi(source !== undefined, SOURCES_A_IMPORTER.pauvrete), ...saufSi(sourceAld !== undefined, SOURCES_A_IMPORTER.ald)],
  };
}

export function chapitreProfil(p: Perimetre): Chapitre {
  const c = profilDe(p);
  const [rare, serre] = c.fondement === 'densite'
    ? [`moins de ${formaterNombre(DENSITES.urbaine)} habitants par km²`, `au moins ${formaterNombre(DENSITES.dense)} habitants par km²`]
    : [`moins de ${formaterNombre(POPULATIONS_DE_COMMUNE.rurale)} habitants`, `au moins ${formaterNombre(POPULATIONS_DE_COMMUNE.grande)} habitants`];
  const provenance = calculee(c.provenances[0], 'règle de Maillage : aucun texte ne définit ces profils');
  return {
    cle: 'profil', titre: titreChapitre.profil,
    phrase: typographier(`Le territoire est de profil ${libelleProfil[c.profil]} : ${formaterPart(c.partRurale, 0)} des habitants vivent dans une commune de ${rare}.`),
    chiffre: { libelle: `Habitants des communes de ${rare}`, chiffre: { valeur: c.partRurale, provenance }, format: 'part', decimales: 0 },
    notes: [
      typographier(`La règle : rural si deux habitants sur trois vivent dans une commune de ${rare} ; urbain dense si un sur deux vit dans une commune d’${serre} ; sinon semi-rural ou péri-urbain.`),
      c.fondement === 'densite' ? 'Les deux densités sont celles du degré d’urbanisation européen, appliquées ici à la commune entière. Les parts sont choisies par Maillage.' : 'Faute de surfaces, la règle regarde la population des communes : le profil peut changer une fois les surfaces importées.',
      'L’inspection générale des affaires sociales nomme ces trois profils sans en donner les seuils : à discuter avec vos interlocuteurs.',
    ],
    image: { genre: 'barres', titre: 'Où vivent les habitants', quoi: 'Part des habitants', format: 'part', decimales: 0, barres: [
      { libelle: `Communes de ${rare}`, valeur: c.partRurale, retenue: c.profil === 'rural' },
      { libelle: 'Entre les deux', valeur: Math.max(0, 1 - c.partRurale - c.partDense), retenue: c.profil === 'semi_rural' },
      { libelle: `Communes d’${serre}`, valeur: c.partDense, retenue: c.profil === 'urbain_dense' },
    ] },
    tables: [tableDesCommunes(p, {
      cle: 'profil', legende: 'Densité des communes', titres: [{ titre: 'Surface (km²)', format: 'decimal', decimales: 1 }, { titre: 'Habitants par km²', format: 'entier' }],
      valeurs: (code) => { const [s, n] = [p.paquet.indicateur('superficie_km2', code), p.paquet.commune(code)?.population]; return [s, s && n !== undefined ? n / s : undefined]; }, provenances: c.provenances,
    })],
    provenances: c.provenances,
    aImporter: c.fondement === 'densite' ? [] : [SOURCES_A_IMPORTER.surfaces],
  };
}
