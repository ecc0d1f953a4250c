import { formaterDate, formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { BORNES, CIVIDIS, type Indicateur, SOURCES_A_IMPORTER } from '../constants.ts';
import { communes, estMasque, titreChapitre } from '../labels.ts';
import type { Chapitre, ClasseDeCarte, Image, Valeur } from '../model.ts';
import type { Lot } from '../model-chiffres.ts';
import { calculee, classeDe, type Perimetre, SANS_DONNEE } from '../rules.ts';
import { sansDonnees } from './chapitres-acces.ts';
import { carte } from './chapitres-population.ts';
import { lotDe, type TableImportee, tableDuLot } from './tables-importees.ts';

const PATIENTS = ['assures_16', 'sans_mt', 'ald', 'ald_sans_mt', 'c2s', 'c2s_sans_mt', 'c2s_ald_sans_mt', 'plus_70', 'plus_70_sans_mt'] as const satisfies readonly Indicateur[];
const SANS_MEDECIN: readonly (readonly [Indicateur, string])[] = [['ald_sans_mt', 'en affection de longue durée'], ['plus_70_sans_mt', 'de 70 ans et plus'], ['c2s_sans_mt', 'à la complémentaire santé solidaire']];
const MOTS = ['6 % au plus', 'plus de 6 à 9 %', 'plus de 9 à 12 %', 'plus de 12 à 16 %', 'plus de 16 %'];

const nombre = (v: Valeur): number | undefined => (typeof v === 'number' ? v : undefined);

function phrase({ totaux }: TableImportee): string {
  const total = totaux.get('sans_mt');
  const dont = SANS_MEDECIN.flatMap(([i, mots]) => { const n = nombre(totaux.get(i)); return n === undefined ? [] : [`${formaterNombre(n, 0)} ${mots}`]; });
  if (typeof total === 'number') {
    const assures = nombre(totaux.get('assures_16'));
    const part = assures !== undefined && assures > 0 ? `, soit ${formaterPart(total / assures)} des assurés de 16 ans et plus` : '';
    return `${formaterNombre(total, 0)} patients n’ont pas de médecin traitant${part}${dont.length > 0 ? `, dont ${dont.join(', ')}` : ''}.`;
  }
  if (dont.length > 0) return `Sans médecin traitant : ${dont.join(', ')}.`;
  return total !== undefined && estMasque(total) ? 'Le nombre de patients sans médecin traitant est masqué : l’effectif est petit.' : 'Votre caisse donne ces chiffres commune par commune ; leur total n’est pas connu.';
}

/** Share by commune, in classes; over residents when the file does not count the insured. */
function carteSansMedecin(p: Perimetre, t: TableImportee, assures: boolean): Image | undefined {
  const codes = MOTS.map((): string[] => []);
  const [masquees, absentes]: [string[], string[]] = [[], []];
  for (const c of p.communes) {
    const v = t.dans(c.code, 'sans_mt');
    const base = assures ? nombre(t.dans(c.code, 'assures_16')) : c.population;
    if (v !== undefined && estMasque(v)) masquees.push(c.code);
    else if (typeof v !== 'number' || base === undefined || base <= 0) absentes.push(c.code);
    else codes[classeDe(v / base, BORNES.sans_mt)]?.push(c.code);
  }
  if (codes.every((l) => l.length === 0)) return undefined;
  const teintes = [...CIVIDIS].reverse();
  const classes: readonly ClasseDeCarte[] = [
    ...MOTS.map((libelle, i) => ({ libelle: libelle.replaceAll(' %', '\u00a0%'), teinte: teintes[i] ?? '', codes: codes[i] ?? [] })),
    { libelle: 'masqué', teinte: '#b9b4aa', codes: masquees }, { libelle: 'non publié', teinte: SANS_DONNEE, codes: absentes },
  ].filter((c) => c.codes.length > 0);
  return carte(assures ? 'Part des assurés sans médecin traitant' : 'Patients sans médecin traitant, rapportés aux habitants', classes);
}

/** Totals of the files, oldest first: those that may be shown. */
function historique(p: Perimetre): readonly { readonly lot: Lot; readonly total: number }[] {
  const parJour = new Map<string, Lot>();
  for (const l of p.lots) if (l.indicateurs.includes('sans_mt') && !parJour.has(l.situation)) parJour.set(l.situation, l);
  return [...parJour.values()].reverse().flatMap((lot) => { const total = nombre(tableDuLot(p, lot, { cle: '', legende: '', indicateurs: ['sans_mt'] }).totaux.get('sans_mt')); return total === undefined ? [] : [{ lot, total }]; });
}

const phraseCommunesLues = (n: number): string =>
  typographier(n === 0 ? 'Ce fichier ne donne aucune commune du territoire : seulement des totaux.' : `${communes(n)} du territoire ${n > 1 ? 'ont' : 'a'} un chiffre dans ce fichier.`);

export function chapitrePatients(p: Perimetre): Chapitre {
  const lot = lotDe(p, PATIENTS);
  if (!lot) return sansDonnees('patients', 'Les patients sans médecin traitant ne sont publiés nulle part par commune : votre caisse vous les donne.', [SOURCES_A_IMPORTER.patients]);
  const t = tableDuLot(p, lot, { cle: 'patients', legende: 'Patients et médecin traitant par commune', indicateurs: PATIENTS });
  const [total, suivi] = [nombre(t.totaux.get('sans_mt')), historique(p)];
  const assures = lot.indicateurs.includes('assures_16');
  const image: Image | undefined = carteSansMedecin(p, t, assures)
    ?? (suivi.length > 1 ? { genre: 'lignes', titre: 'Patients sans médecin traitant', quoi: 'Patients', abscisses: suivi.map((s) => s.lot.situation.slice(0, 7)), series: [{ libelle: 'Territoire', valeurs: suivi.map((s) => s.total) }] } : undefined);
  const cachees = t.table.lignes.flat().filter(estMasque).length;
  return {
    cle: 'patients', titre: titreChapitre.patients, phrase: typographier(phrase(t)),
    ...(total !== undefined && { chiffre: { libelle: 'Patients sans médecin traitant', chiffre: { valeur: total, provenance: lot.provenance }, format: 'entier' as const, unite: 'patients' } }),
    notes: [
      typographier(`Chiffres importés par votre CPTS, situation au ${formaterDate(lot.situation)}. Ils valent ce que vaut le fichier : demandez à votre caisse comment elle compte.`),
      ...(cachees > 0 ? [typographier(`Les effectifs de moins de ${formaterNombre(lot.seuil)} sont masqués, et quelques autres avec eux pour qu’aucune soustraction ne les retrouve. Masqué ne veut pas dire zéro.`)] : []),
      ...(suivi.length > 1 ? [typographier(`Fichiers précédents : ${suivi.slice(0, -1).map((s) => `${formaterNombre(s.total, 0)} patients au ${formaterDate(s.lot.situation)}`).join(' ; ')}.`)] : []),
      ...(assures ? [] : ['Le fichier ne donne pas le nombre d’assurés de 16 ans et plus : la carte rapporte les patients à tous les habitants.']),
      phraseCommunesLues(p.communes.filter((c) => t.dans(c.code, 'sans_mt') !== undefined).length),
    ],
    ...(image && { image }), tables: [t.table], provenances: assures || !image ? [lot.provenance] : [lot.provenance, calculee(p.paquet.provenance('population'), 'rapporté aux habitants')], aImporter: [],
  };
}
