import { formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { SOURCES_A_IMPORTER, VACCINS } from '../constants.ts';
import { libelleVaccin, titreChapitre } from '../labels.ts';
import { libelleIndicateur } from '../labels-chiffres.ts';
import type { Chapitre } from '../model.ts';
import { dernier, mediane, type Perimetre } from '../rules.ts';
import { sansDonnees } from './chapitres-acces.ts';
import { lotDe, tableDuLot } from './tables-importees.ts';


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
    phrase: typographier(`Vaccination${grippe.v.startsWith('grippe') ? ' contre la' : ''} ${libelleVaccin[grippe.v].toLowerCase().replace(',', ' des')} : ${formaterPart(ici)} dans le département (${departement.nom})${france === undefined ? '' : `, contre ${formaterPart(france)} en France`}.`),
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
