import { accord, enumerer, formaterNombre, typographier } from '#core/texte.ts';
import type { EtablissementsImportes } from '#modules/annuaire/model-offre.ts';
import { EQUIPEMENTS, GROUPES_FINESS, type GroupeFiness, SOURCES_A_IMPORTER } from '../constants.ts';
import { capitale, communes, libelleEquipement, surTotal, titreChapitre } from '../labels.ts';
import type { Chapitre, Table } from '../model.ts';
import { comparaisons, motZone, type Perimetre, total } from '../rules.ts';
import { sansDonnees } from './chapitres-acces.ts';
import { tableDesCommunes } from './chapitres-population.ts';

/** `Le territoire compte 42 pharmacies et n’a pas de maison de santé`: nothing is counted zero. */
function phraseCompte(comptes: readonly (readonly [number, string, string?])[]): string {
  const presents = comptes.filter(([n]) => n > 0).map(([n, singulier, pluriel]) => accord(n, singulier, pluriel));
  const absents = comptes.filter(([n]) => n === 0).map(([, singulier]) => singulier.replace(' ou ', ' ni '));
  const sans = absents.length === 0 ? '' : absents.length === 1 && !absents[0]?.includes(' ni ') ? `n’a pas ${/^[hE]/.test(absents[0] ?? '') ? 'd’' : 'de '}${absents[0]}` : `n’a ni ${absents.join(' ni ')}`;
  return `Le territoire ${[presents.length === 0 ? '' : `compte ${enumerer(presents)}`, sans].filter((x) => x !== '').join(presents.length > 1 ? ', et ' : ' et ')}`;
}

function equipements(p: Perimetre): Chapitre {
  const source = p.paquet.provenance('pharmacies');
  if (!source) return sansDonnees('etablissements', 'Les établissements et équipements de santé ne sont pas encore importés.', [SOURCES_A_IMPORTER.equipements]);
  const totaux = EQUIPEMENTS.map((e) => ({ e, n: total(p, e) ?? 0 }));
  const pharmacies = totaux.find((x) => x.e === 'pharmacies')?.n ?? 0;
  const sans = p.communes.filter((c) => (p.paquet.indicateur('pharmacies', c.code) ?? 0) === 0).length;
  const equipees = p.communes.filter((c) => EQUIPEMENTS.some((e) => (p.paquet.indicateur(e, c.code) ?? 0) > 0));
  return {
    cle: 'etablissements', titre: titreChapitre.etablissements,
    phrase: typographier(`${phraseCompte([[pharmacies, 'pharmacie'], [totaux.find((x) => x.e === 'maisons_sante')?.n ?? 0, 'maison de santé', 'maisons de santé']])}. ${sans === 0 ? 'Chaque commune a une pharmacie' : `${capitale(surTotal(sans, p.communes.length))} ${sans > 1 ? 'n’ont' : 'n’a'} pas de pharmacie`}.`),
    chiffre: { libelle: 'Pharmacies', chiffre: { valeur: pharmacies, provenance: source }, format: 'entier' },
    notes: [typographier(`Situation de 2020 : une ouverture ou une fermeture depuis n’y paraît pas. ${communes(equipees.length)} ont au moins un de ces équipements.`)],
    image: { genre: 'barres', titre: 'Équipements du territoire', quoi: 'Nombre', format: 'entier', barres: totaux.map(({ e, n }) => ({ libelle: libelleEquipement[e], valeur: n })) },
    tables: [tableDesCommunes({ ...p, communes: equipees }, { cle: 'etablissements', legende: 'Équipements par commune équipée', titres: EQUIPEMENTS.map((e) => ({ titre: libelleEquipement[e], format: 'entier' as const })), valeurs: (code) => EQUIPEMENTS.map((e) => p.paquet.indicateur(e, code)), provenances: [source] })],
    provenances: [source], aImporter: [],
  };
}

const densite = (n: number, habitants: number): number | undefined => (habitants > 0 ? (n / habitants) * 100_000 : undefined);

type Groupe = GroupeFiness & { readonly nombre: number };

function compter(e: EtablissementsImportes): readonly Groupe[] {
  return GROUPES_FINESS.map((g) => ({ ...g, nombre: e.territoire.filter((x) => g.categories.includes(x.categorie)).length }));
}

function tablesFiness(p: Perimetre, e: EtablissementsImportes, groupes: readonly Groupe[]): readonly Table[] {
  const noms = new Map<string, string>(comparaisons(p).map((z) => [z.zone, z.nom]));
  const nomDe = (code: string): string => p.paquet.commune(code)?.nom ?? code;
  const dans = (z: EtablissementsImportes['zones'][number], g: Groupe): number => z.categories.filter((c) => g.categories.includes(c.categorie)).reduce((n, c) => n + c.nombre, 0);
  const retenus = e.territoire.filter((x) => groupes.some((g) => g.categories.includes(x.categorie)));
  return [
    {
      cle: 'finess-categories', legende: 'Établissements du territoire (FINESS)',
      colonnes: [{ titre: 'Établissements', format: 'texte' }, { titre: 'Nombre', format: 'entier' }, { titre: 'Pour 100 000 habitants', format: 'decimal', decimales: 1 }, ...e.zones.map((z) => ({ titre: `${noms.get(z.zone) ?? z.zone}, pour 100 000`, format: 'decimal' as const, decimales: 1 }))],
      lignes: groupes.map((g) => [g.libelle, g.nombre, densite(g.nombre, p.population), ...e.zones.map((z) => densite(dans(z, g), z.habitants))]), provenances: [e.provenance],
    },
    {
      cle: 'finess-liste', legende: 'Les établissements, un par un', colonnes: ['Établissement', 'Catégorie', 'Commune', 'FINESS'].map((titre) => ({ titre, format: 'texte' as const })),
      lignes: retenus.map((x) => [x.nom, x.libelle, nomDe(x.commune), x.finess]), provenances: [e.provenance],
    },
  ];
}

/** Establishments one by one from FINESS when it was imported; beside them, or alone, the equipment that the statistics institute counts. */
export function chapitreEtablissements(p: Perimetre): Chapitre {
  const bpe = equipements(p);
  if (!p.finess) return { ...bpe, aImporter: [...bpe.aImporter, SOURCES_A_IMPORTER.finess] };
  const groupes = compter(p.finess);
  const presents = groupes.filter((g) => g.nombre > 0);
  if (presents.length === 0) return { ...bpe, notes: [...bpe.notes, typographier(`Le fichier FINESS importé (${p.finess.provenance.millesime}) ne situe aucun établissement de santé dans ces communes : il couvre peut-être une autre région.`)] };
  const nombre = (cle: string): number => groupes.find((g) => g.cle === cle)?.nombre ?? 0;
  const [large] = p.finess.zones;
  const tables = tablesFiness(p, p.finess, groupes);
  const [, , ici, autre] = tables[0]?.lignes.find((l) => l[0] === 'Pharmacies') ?? [];
  const face = large && typeof ici === 'number' && typeof autre === 'number' ? ` Pour 100 000 habitants : ${formaterNombre(ici, 1)} pharmacies, contre ${formaterNombre(autre, 1)} dans ${motZone(p, large.zone)}.` : '';
  return {
    ...bpe,
    phrase: typographier(`${phraseCompte([[nombre('hopitaux'), 'hôpital ou clinique', 'hôpitaux et cliniques'], [nombre('maisons_sante'), 'maison de santé', 'maisons de santé'], [nombre('pharmacies'), 'pharmacie'], [nombre('ehpad'), 'Ehpad', 'Ehpad']])}.${face}`),
    chiffre: { libelle: 'Établissements de santé et d’accompagnement', chiffre: { valeur: presents.reduce((n, g) => n + g.nombre, 0), provenance: p.finess.provenance }, format: 'entier' },
    notes: ['Un établissement compte par son site : un hôpital sur deux communes y est deux fois. Les catégories de FINESS sont regroupées par Maillage.', ...(p.finess.zones.length === 0 ? ['Le fichier FINESS importé ne tient aucun département entier : il n’y a pas de comparaison.'] : []), ...(bpe.tables.length > 0 ? ['La base permanente des équipements (INSEE), plus ancienne, est gardée à côté : les deux ne comptent ni le même jour ni de la même façon.'] : []), ...bpe.notes],
    image: { genre: 'barres', titre: 'Établissements du territoire (FINESS)', quoi: 'Nombre', format: 'entier', barres: presents.map((g) => ({ libelle: g.libelle, valeur: g.nombre })) },
    tables: [...tables, ...bpe.tables], provenances: [p.finess.provenance, ...bpe.provenances], aImporter: [],
  };
}
