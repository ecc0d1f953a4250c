import { formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { provenanceEntreParentheses } from '#modules/territoire/labels.ts';
import { PROFESSIONS, SOURCES_A_IMPORTER } from '../constants.ts';
import { libelleProfession, titreChapitre } from '../labels.ts';
import type { Barre, Chapitre, Table, Valeur } from '../model.ts';
import { comparaisons, motEcart, type Perimetre, total } from '../rules.ts';
import { offreAnnuaire } from './chapitre-offre-annuaire.ts';
import { sansDonnees } from './chapitres-acces.ts';
import { saufSi, tableDesCommunes } from './chapitres-population.ts';
import { lotDe, tableDuLot } from './tables-importees.ts';

/** Doctors per 100,000 residents, with one decimal. */
const densite = (n: number): string => formaterNombre(n, 0);

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
  return { tables: [table], ...(typeof ages === 'number' && { note: typographier(`${formaterNombre(ages, 0)} généralistes ont 60 ans ou plus${part} (${provenanceEntreParentheses(lot.provenance)}).`) }) };
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

function offreDuPaquet(p: Perimetre): Chapitre {
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
      ...(p.annuaire ? [] : ['Les autres professions ne sont publiées que par département : leur densité dans le territoire n’est pas connue ici.']),
      ...(ages.note ? [ages.note] : ['L’âge des médecins (60 ans et plus) n’est pas dans le paquet : votre caisse, ou Rézone CPTS, le donne.']),
    ],
    ...(barres.length > 0 && { image: { genre: 'barres' as const, titre: 'Généralistes libéraux pour 100 000 habitants', quoi: 'Densité', format: 'decimal' as const, decimales: 0, barres } }),
    tables: [table, ...(source ? [tableDesCommunes(p, { cle: 'generalistes', legende: 'Généralistes libéraux par commune (estimation)', titres: [{ titre: 'Généralistes (estimation)', format: 'decimal', decimales: 1 }], valeurs: (code) => [p.paquet.indicateur('generalistes_estimes', code)], provenances: [source] })] : []), ...ages.tables],
    provenances: [...table.provenances, ...ages.tables.flatMap((t) => t.provenances)],
    aImporter: [...saufSi(cnam !== undefined, SOURCES_A_IMPORTER.professions), ...saufSi(source !== undefined, SOURCES_A_IMPORTER.generalistes), ...saufSi(ages.tables.length > 0, SOURCES_A_IMPORTER.generalistes60)],
  };
}


/** What the pack says, and what the national directory adds to it. An invented directory never speaks in place of a published figure. */
export function chapitreOffre(p: Perimetre): Chapitre {
  const paquet = offreDuPaquet(p);
  const a = offreAnnuaire(p);
  if (!a) return { ...paquet, aImporter: [...paquet.aImporter, SOURCES_A_IMPORTER.annuaire] };
  const devant = !p.annuaire?.fictif || paquet.provenances.length === 0;
  return {
    ...paquet,
    ...(devant ? { phrase: a.phrase, ...(a.chiffre && { chiffre: a.chiffre }), ...(a.image && { image: a.image }) } : {}),
    notes: [...(devant ? [] : [a.phrase]), ...a.notes, ...paquet.notes],
    tables: devant ? [...a.tables, ...paquet.tables] : [...paquet.tables, ...a.tables],
    provenances: devant ? [...a.provenances, ...paquet.provenances] : [...paquet.provenances, ...a.provenances],
  };
}
