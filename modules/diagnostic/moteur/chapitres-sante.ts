import { accord, formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { EQUIPEMENTS, PROFESSIONS, SOURCES_A_IMPORTER, VACCINS } from '../constants.ts';
import { communes, libelleEquipement, libelleProfession, libelleVaccin, surTotal, titreChapitre } from '../labels.ts';
import type { Barre, Chapitre, Table, Valeur } from '../model.ts';
import { comparaisons, dernier, mediane, type Perimetre, total } from '../rules.ts';
import { sansDonnees } from './chapitres-acces.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import { libelleIndicateur } from '../labels-chiffres.ts';
import { saufSi, tableDesCommunes } from './chapitres-population.ts';
import { lotDe, tableDuLot } from './tables-importees.ts';

/** Doctors per 100,000 residents, with one decimal. */
const densite = (n: number): string => formaterNombre(n, 0);

function motEcart(ici: number, autre: number): string {
  const ecart = ici / autre - 1;
  if (Math.abs(ecart) < 0.03) return 'autant que';
  return `${formaterPart(Math.abs(ecart), 0)} de ${ecart < 0 ? 'moins que' : 'plus que'}`;
}

function phraseOffre(p: Perimetre, ici: number | undefined): string {
  const premier = p.departements[0];
  const [dep, france] = [premier && p.paquet.zone('densite:generalistes', `dep:${premier.code}`)?.valeur, p.paquet.zone('densite:generalistes', 'france')?.valeur];
  if (ici !== undefined && france !== undefined) return `Environ ${densite(ici)} généralistes libéraux pour 100 000 habitants (estimation), ${motEcart(ici, france)} la France.`;
  if (dep !== undefined && france !== undefined) return `Le département compte ${densite(dep)} généralistes libéraux pour 100 000 habitants, ${motEcart(dep, france)} la France.`;
  return `Environ ${densite(ici ?? 0)} généralistes libéraux pour 100 000 habitants (estimation).`;
}

function tableProfessions(p: Perimetre, ici: number | undefined): Table {
  const zones = comparaisons(p);
  const lire = (prefixe: string, profession: string, zone: (typeof zones)[number]['zone']): Valeur => p.paquet.zone(`${prefixe}:${profession}`, zone)?.valeur;
  return {
    cle: 'professions', legende: 'Professionnels libéraux pour 100 000 habitants',
    colonnes: [{ titre: 'Profession', format: 'texte' }, { titre: 'Territoire (estimation)', format: 'decimal', decimales: 0 }, ...zones.map((z) => ({ titre: z.nom, format: 'decimal' as const, decimales: 1 })), ...p.departements.map((d) => ({ titre: `Effectif, ${d.nom}`, format: 'entier' as const }))],
    lignes: PROFESSIONS.map((x) => [libelleProfession[x], x === 'generalistes' ? ici : undefined, ...zones.map((z) => lire('densite', x, z.zone)), ...p.departements.map((d) => lire('effectif', x, `dep:${d.code}`))]),
    provenances: [p.paquet.zone('densite:generalistes', 'france')?.provenance, p.paquet.provenance('generalistes_estimes')].filter((x) => x !== undefined),
  };
}

const barresOffre = (p: Perimetre, ici: number | undefined): readonly Barre[] => [
  ...(ici === undefined ? [] : [{ libelle: 'Territoire (estimation)', valeur: ici, retenue: true }]),
  ...comparaisons(p).flatMap((z) => { const v = p.paquet.zone('densite:generalistes', z.zone)?.valeur; return v === undefined ? [] : [{ libelle: z.nom, valeur: v }]; }),
];

/** Doctors aged 60 and over, when a file that the CPTS imported has them. */
function agesDesMedecins(p: Perimetre): { readonly tables: readonly Table[]; readonly note?: string } {
  const lot = lotDe(p, ['generalistes_60']);
  if (!lot) return { tables: [] };
  const { table, totaux } = tableDuLot(p, lot, { cle: 'medecins-60', legende: 'Généralistes de 60 ans et plus', indicateurs: ['generalistes', 'generalistes_60'] });
  const [tous, ages] = [totaux.get('generalistes'), totaux.get('generalistes_60')];
  const part = typeof tous === 'number' && tous > 0 && typeof ages === 'number' ? `, soit ${formaterPart(ages / tous, 0)} des généralistes` : '';
  return { tables: [table], ...(typeof ages === 'number' && { note: typographier(`${formaterNombre(ages, 0)} généralistes ont 60 ans ou plus${part} (${phraseProvenance(lot.provenance)}).`) }) };
}

function chiffreOffre(p: Perimetre, nombre: number | undefined): Pick<Chapitre, 'chiffre'> {
  const source = p.paquet.provenance('generalistes_estimes');
  if (nombre !== undefined && source) return { chiffre: { libelle: 'Généralistes libéraux', chiffre: { valeur: nombre, provenance: source }, format: 'entier' } };
  const departement = p.departements[0];
  const dep = departement && p.paquet.zone('densite:generalistes', `dep:${departement.code}`);
  return dep ? { chiffre: { libelle: `Généralistes pour 100 000 habitants, ${departement.nom}`, chiffre: dep, format: 'decimal', decimales: 0 } } : {};
}

/** Nothing in the pack: what the CPTS imported itself, if it did. */
function offreSansPaquet(p: Perimetre): Chapitre {
  const { tables, note } = agesDesMedecins(p);
  const vide = sansDonnees('offre', note ?? 'L’offre de soins par profession n’est pas encore importée.', [SOURCES_A_IMPORTER.professions, SOURCES_A_IMPORTER.generalistes, ...saufSi(tables.length > 0, SOURCES_A_IMPORTER.generalistes60)]);
  return { ...vide, tables, provenances: tables.flatMap((t) => t.provenances) };
}

export function chapitreOffre(p: Perimetre): Chapitre {
  const [nombre, source] = [total(p, 'generalistes_estimes'), p.paquet.provenance('generalistes_estimes')];
  const cnam = p.paquet.zone('densite:generalistes', 'france');
  if (!cnam && nombre === undefined) return offreSansPaquet(p);
  const ici = nombre !== undefined && p.population > 0 ? (nombre / p.population) * 100_000 : undefined;
  const barres = barresOffre(p, ici);
  const table = tableProfessions(p, ici);
  const ages = agesDesMedecins(p);
  return {
    cle: 'offre', titre: titreChapitre.offre, phrase: typographier(phraseOffre(p, ici)),
    ...chiffreOffre(p, nombre),
    notes: [
      ...(source ? ['Le nombre de généralistes par commune est une estimation : la table publiée (base permanente des équipements, D265) manque. Ne l’opposez pas seule à un chiffre officiel.'] : []),
      'Les autres professions ne sont publiées que par département : leur densité dans le territoire n’est pas connue ici.',
      ...(ages.note ? [ages.note] : ['L’âge des médecins (60 ans et plus) n’est pas dans le paquet : votre caisse, ou Rézone CPTS, le donne.']),
    ],
    ...(barres.length > 0 && { image: { genre: 'barres' as const, titre: 'Généralistes libéraux pour 100 000 habitants', quoi: 'Densité', format: 'decimal' as const, decimales: 0, barres } }),
    tables: [table, ...(source ? [tableDesCommunes(p, { cle: 'generalistes', legende: 'Généralistes libéraux par commune (estimation)', titres: [{ titre: 'Généralistes (estimation)', format: 'decimal', decimales: 1 }], valeurs: (code) => [p.paquet.indicateur('generalistes_estimes', code)], provenances: [source] })] : []), ...ages.tables],
    provenances: [...table.provenances, ...ages.tables.flatMap((t) => t.provenances)],
    aImporter: [...saufSi(cnam !== undefined, SOURCES_A_IMPORTER.professions), ...saufSi(source !== undefined, SOURCES_A_IMPORTER.generalistes), ...saufSi(ages.tables.length > 0, SOURCES_A_IMPORTER.generalistes60)],
  };
}

export function chapitreEtablissements(p: Perimetre): Chapitre {
  const source = p.paquet.provenance('pharmacies');
  if (!source) return sansDonnees('etablissements', 'Les établissements et équipements de santé ne sont pas encore importés.', [SOURCES_A_IMPORTER.equipements]);
  const totaux = EQUIPEMENTS.map((e) => ({ e, n: total(p, e) ?? 0 }));
  const pharmacies = totaux.find((x) => x.e === 'pharmacies')?.n ?? 0;
  const sans = p.communes.filter((c) => (p.paquet.indicateur('pharmacies', c.code) ?? 0) === 0).length;
  const equipees = p.communes.filter((c) => EQUIPEMENTS.some((e) => (p.paquet.indicateur(e, c.code) ?? 0) > 0));
  return {
    cle: 'etablissements', titre: titreChapitre.etablissements,
    phrase: typographier(`Le territoire compte ${accord(pharmacies, 'pharmacie')} et ${accord(totaux.find((x) => x.e === 'maisons_sante')?.n ?? 0, 'maison de santé', 'maisons de santé')} ; ${sans === 0 ? 'chaque commune a une pharmacie' : `${surTotal(sans, p.communes.length)} ${sans > 1 ? 'n’ont' : 'n’a'} pas de pharmacie`}.`),
    chiffre: { libelle: 'Pharmacies', chiffre: { valeur: pharmacies, provenance: source }, format: 'entier' },
    notes: [typographier(`Situation de 2020 : une ouverture ou une fermeture depuis n’y paraît pas. ${communes(equipees.length)} ont au moins un de ces équipements.`)],
    image: { genre: 'barres', titre: 'Équipements du territoire', quoi: 'Nombre', format: 'entier', barres: totaux.map(({ e, n }) => ({ libelle: libelleEquipement[e], valeur: n })) },
    tables: [tableDesCommunes({ ...p, communes: equipees }, { cle: 'etablissements', legende: 'Équipements par commune équipée', titres: EQUIPEMENTS.map((e) => ({ titre: libelleEquipement[e], format: 'entier' as const })), valeurs: (code) => EQUIPEMENTS.map((e) => p.paquet.indicateur(e, code)), provenances: [source] })],
    provenances: [source], aImporter: [],
  };
}

const DEPISTAGES = ['depistage_sein', 'depistage_col', 'depistage_colorectal', 'vaccin_grippe_65'] as const;

/** Screening, when a file that the CPTS imported has it. */
function depistages(p: Perimetre): Pick<Chapitre, 'tables' | 'provenances' | 'aImporter'> & { readonly phrase?: string } {
  const lot = lotDe(p, DEPISTAGES);
  if (!lot) return { tables: [], provenances: [], aImporter: [SOURCES_A_IMPORTER.depistages] };
  const { table, totaux } = tableDuLot(p, lot, { cle: 'depistages', legende: 'Dépistages et vaccination du territoire', indicateurs: DEPISTAGES });
  const dits = DEPISTAGES.flatMap((i) => { const v = totaux.get(i); return typeof v === 'number' ? [`${libelleIndicateur[i].toLowerCase()}, ${formaterPart(v)}`] : []; });
  return { tables: [table], provenances: [lot.provenance], aImporter: [], ...(dits.length > 0 && { phrase: `Dans le territoire : ${dits.join(' ; ')}.` }) };
}

export function chapitrePrevention(p: Perimetre): Chapitre {
  const importes = depistages(p);
  const departement = p.departements[0];
  const zone = `dep:${departement?.code ?? ''}` as const;
  const lignes = VACCINS.flatMap((v) => {
    const ici = dernier(p.paquet, `vaccin:${v}`, zone);
    if (!ici) return [];
    const dans = (z: typeof zone | `reg:${string}` | 'france'): number | undefined => { const x = p.paquet.zone(`vaccin:${v}:${ici.annee}`, z)?.valeur; return x === undefined ? undefined : x / 100; };
    return [{ v, ici, valeurs: [libelleVaccin[v], ici.annee, ici.valeur / 100, dans(`reg:${departement?.region ?? ''}`), dans('france')] as const }];
  });
  const grippe = lignes.find((l) => l.v === 'grippe_65') ?? lignes[0];
  if (!grippe || !departement) return { ...sansDonnees('prevention', importes.phrase ?? 'La couverture vaccinale du département n’est pas encore importée.', [SOURCES_A_IMPORTER.vaccins, ...importes.aImporter]), tables: importes.tables, provenances: importes.provenances };
  const [, , ici, , france] = grippe.valeurs;
  return {
    cle: 'prevention', titre: titreChapitre.prevention,
    phrase: typographier(`Vaccination ${libelleVaccin[grippe.v].toLowerCase().replace(',', ' des')} : ${formaterPart(ici)} dans le département (${departement.nom})${france === undefined ? '' : `, contre ${formaterPart(france)} en France`}.`),
    chiffre: { libelle: libelleVaccin[grippe.v], chiffre: { valeur: ici, provenance: grippe.ici.provenance }, format: 'part' },
    notes: ['Chiffres du département : rien n’est publié par commune. Comparez-les à ceux que vous donnera votre CPAM pour le territoire.', importes.phrase === undefined ? 'Les dépistages organisés ne sont pas dans le paquet de référence : importez-les.' : typographier(importes.phrase)],
    image: { genre: 'barres', titre: `Couverture vaccinale, ${departement.nom}`, quoi: 'Couverture', format: 'part', barres: lignes.map((l) => ({ libelle: libelleVaccin[l.v], valeur: l.valeurs[2] })) },
    tables: [{ cle: 'vaccination', legende: 'Couverture vaccinale', colonnes: [{ titre: 'Vaccin', format: 'texte' }, { titre: 'Année', format: 'texte' }, { titre: departement.nom, format: 'part' }, { titre: 'Région', format: 'part' }, { titre: 'France', format: 'part' }], lignes: lignes.map((l) => l.valeurs), provenances: [grippe.ici.provenance] }, ...importes.tables],
    provenances: [grippe.ici.provenance, ...importes.provenances], aImporter: importes.aImporter,
  };
}

export function chapitreMortalite(p: Perimetre): Chapitre {
  const departement = p.departements[0];
  const zone = `dep:${departement?.code ?? ''}` as const;
  const causes = p.paquet.clesDeZones('mortalite:').flatMap((cle) => {
    const ici = p.paquet.zone(cle, zone);
    const milieu = mediane(p.paquet.departements.flatMap((d) => p.paquet.zone(cle, `dep:${d.code}`)?.valeur ?? []));
    return ici ? [{ cause: cle.slice('mortalite:'.length), ici, milieu }] : [];
  }).sort((a, b) => b.ici.valeur - a.ici.valeur);
  const premiere = causes[0];
  if (!premiere || !departement) return sansDonnees('mortalite', 'La mortalité du département n’est pas encore importée.', [SOURCES_A_IMPORTER.mortalite]);
  const esperances = (['F', 'H'] as const).map((s) => p.paquet.zone(`esperance:${s}`, zone));
  const hautes = causes.filter((c) => c.milieu !== undefined && c.ici.valeur > 1.1 * c.milieu && c.ici.valeur >= 10);
  return {
    cle: 'mortalite', titre: titreChapitre.mortalite,
    phrase: typographier(`Première cause de décès à âge égal dans le département (${departement.nom}) : ${premiere.cause.toLowerCase()}, ${formaterNombre(premiere.ici.valeur, 0)} décès pour 100 000 habitants.`),
    chiffre: { libelle: premiere.cause, chiffre: premiere.ici, format: 'decimal', decimales: 0, unite: 'pour 100 000 habitants' },
    notes: [
      'Taux standardisés par âge et sexe, du département : les décès du territoire ne sont pas publiés par cause.',
      ...(hautes.length > 0 ? [typographier(`Au moins 10 % au-dessus de la médiane des départements : ${hautes.map((c) => c.cause.toLowerCase()).join(' ; ')}.`)] : []),
      ...(esperances[0] && esperances[1] ? [typographier(`Espérance de vie ${esperances[0].provenance.millesime} : ${formaterNombre(esperances[0].valeur, 1)} ans pour les femmes, ${formaterNombre(esperances[1].valeur, 1)} ans pour les hommes (INSEE).`)] : []),
    ],
    image: { genre: 'barres', titre: `Mortalité à âge égal, ${departement.nom}`, quoi: 'Décès pour 100 000 habitants', format: 'decimal', decimales: 0, barres: causes.slice(0, 8).map((c) => ({ libelle: c.cause, valeur: c.ici.valeur })) },
    tables: [{ cle: 'mortalite', legende: 'Mortalité standardisée par cause', colonnes: [{ titre: 'Cause', format: 'texte' }, { titre: departement.nom, format: 'decimal', decimales: 1 }, { titre: 'Médiane des départements', format: 'decimal', decimales: 1 }], lignes: causes.map((c) => [c.cause, c.ici.valeur, c.milieu]), provenances: [premiere.ici.provenance] }],
    provenances: [premiere.ici.provenance], aImporter: [],
  };
}
