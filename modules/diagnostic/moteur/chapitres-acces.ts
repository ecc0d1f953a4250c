import { formaterNombre, formaterPart, typographier } from '#core/texte.ts';
import { ZONAGES } from '#modules/territoire/model.ts';
import { libelleZonage } from '#modules/territoire/labels.ts';
import { APL_SOUS_DENSE, BORNES, CIVIDIS, MINUTES_URGENCES, SOURCES_A_IMPORTER } from '../constants.ts';
import { capitale, communes, habitants, minutes, surTotal, titreChapitre } from '../labels.ts';
import type { Chapitre, ClasseDeCarte, CleChapitre } from '../model.ts';
import { calculee, classer, moyenne, type Perimetre, repartir, SANS_DONNEE, sommer, sousDense, tendanceApl, zonageDe } from '../rules.ts';
import { carte, tableDesCommunes } from './chapitres-population.ts';

const MOTS_APL = ['1,5 au plus', 'plus de 1,5 à 2,5', 'plus de 2,5 à 3,5', 'plus de 3,5 à 4,5', 'plus de 4,5'];
const apl = (n: number): string => formaterNombre(n, 2);

/** A chapter for which the pack has nothing: it says what to import and from where. */
export const sansDonnees = (cle: CleChapitre, phrase: string, aImporter: Chapitre['aImporter']): Chapitre => ({ cle, titre: titreChapitre[cle], phrase: typographier(phrase), notes: [], tables: [], provenances: [], aImporter });

function motTendance(annees: readonly { readonly annee: number; readonly valeur: number }[]): string {
  const [debut, fin] = [annees[0], annees.at(-1)];
  if (!debut || !fin || debut.annee === fin.annee) return '';
  const ecart = fin.valeur / debut.valeur - 1;
  if (Math.abs(ecart) < 0.02) return `, comme en ${debut.annee}`;
  return `, ${formaterPart(Math.abs(ecart), 0)} de ${ecart < 0 ? 'moins' : 'plus'} qu’en ${debut.annee}`;
}

export function chapitreAccessibilite(p: Perimetre): Chapitre {
  const m = moyenne(p, 'apl_mg_2023');
  const source = p.paquet.provenance('apl_mg_2023');
  if (!m || !source) return sansDonnees('accessibilite', 'L’accessibilité officielle aux médecins généralistes n’est pas encore importée.', [SOURCES_A_IMPORTER.apl]);
  const { annees, communes: suivies } = tendanceApl(p);
  const departements = p.departements.flatMap((d) => { const z = p.paquet.zone('apl:generalistes:2023', `dep:${d.code}`); return z ? [{ nom: d.nom, valeur: z.valeur }] : []; });
  const face = departements.map((d) => `${d.nom} : ${apl(d.valeur)}`).join(' ; ');
  return {
    cle: 'accessibilite', titre: titreChapitre.accessibilite,
    phrase: typographier(`Chaque habitant accède en moyenne à ${apl(m.valeur)} consultations par an chez un généraliste${motTendance(annees)}.`),
    chiffre: { libelle: 'Accessibilité moyenne', chiffre: { valeur: m.valeur, provenance: calculee(source, 'moyenne des valeurs officielles des communes, pondérée par la population totale') }, format: 'decimal', unite: 'consultations par an' },
    notes: [
      'L’accessibilité potentielle localisée (APL) compte les consultations accessibles par an et par habitant, communes voisines comprises. Le poids officiel est la population standardisée par âge, absente par commune : la population totale en est proche.',
      typographier(`Tendance sur ${surTotal(suivies, p.communes.length)}, connues chaque année ; 2020 n’existe pas.`),
      ...(face ? [typographier(`APL 2023 du département : ${face}.`)] : []),
      ...(m.connues.length < p.communes.length ? [typographier(`Valeur 2023 non publiée pour ${surTotal(p.communes.length - m.connues.length, p.communes.length)}.`)] : []),
    ],
    image: annees.length > 1
      ? { genre: 'lignes', titre: 'APL aux médecins généralistes depuis 2015', quoi: 'Consultations par an et par habitant', abscisses: annees.map((a) => String(a.annee)), series: [{ libelle: 'Territoire', valeurs: annees.map((a) => a.valeur) }] }
      : carte('APL aux médecins généralistes', classer(p, 'apl_mg_2023', { bornes: BORNES.apl, mots: MOTS_APL })),
    tables: [tableDesCommunes(p, {
      cle: 'apl', legende: 'APL aux médecins généralistes par commune', titres: [2015, 2019, 2022, 2023].map((a) => ({ titre: String(a), format: 'decimal' as const })),
      valeurs: (code) => (['apl_mg_2015', 'apl_mg_2019', 'apl_mg_2022', 'apl_mg_2023'] as const).map((cle) => p.paquet.indicateur(cle, code)), provenances: [source],
    })],
    provenances: [source], aImporter: [],
  };
}

export function chapitreSousDense(p: Perimetre): Chapitre {
  const r = repartir(p, 'apl_mg_2023', sousDense);
  const source = p.paquet.provenance('apl_mg_2023');
  if (r.connues.length === 0 || !source) return sansDonnees('sous_dense', 'Le nombre d’habitants sous-dotés se calculera dès que l’accessibilité officielle sera importée.', [SOURCES_A_IMPORTER.apl]);
  const part = r.habitantsConnus === 0 ? 0 : r.habitantsSous / r.habitantsConnus;
  const departements = p.departements.flatMap((d) => { const z = p.paquet.zone('apl:sous_seuil', `dep:${d.code}`); return z ? [typographier(`${d.nom}, ${z.provenance.millesime} : ${formaterPart(z.valeur / 100)} des habitants (DREES).`)] : []; });
  return {
    cle: 'sous_dense', titre: titreChapitre.sous_dense,
    phrase: typographier(`${r.sous.length === 0 ? 'Aucune commune n’est sous-dotée' : `${habitants(r.habitantsSous)} vivent dans ${communes(r.sous.length)} sous-dotée${r.sous.length > 1 ? 's' : ''}, soit ${formaterPart(part)} de la population`}.`),
    chiffre: { libelle: 'Habitants sous le seuil', chiffre: { valeur: r.habitantsSous, provenance: calculee(source, 'population totale des communes dont l’APL officielle est au plus 2,5') }, format: 'entier', unite: 'habitants' },
    notes: [
      typographier(`Une commune est sous-dotée quand son APL aux généralistes est de ${formaterNombre(APL_SOUS_DENSE)} consultations par an ou moins (arrêté du 13 novembre 2017). On compte ses habitants en population totale.`),
      ...departements,
      ...(r.connues.length < p.communes.length ? [typographier(`Calculé sur ${surTotal(r.connues.length, p.communes.length)}, celles dont l’APL est publiée.`)] : []),
    ],
    image: carte('APL 2023 aux médecins généralistes', classer(p, 'apl_mg_2023', { bornes: BORNES.apl, mots: MOTS_APL })),
    tables: [tableDesCommunes(p, {
      cle: 'sous-dense', legende: 'Communes et seuil de sous-densité', titres: [{ titre: 'APL 2023', format: 'decimal' }, { titre: 'Situation', format: 'texte' }],
      valeurs: (code) => { const v = p.paquet.indicateur('apl_mg_2023', code); return [v, v === undefined ? undefined : sousDense(v) ? 'sous-dotée' : 'au-dessus du seuil']; }, provenances: [source],
    })],
    provenances: [source], aImporter: [],
  };
}

export function chapitreZonage(p: Perimetre): Chapitre {
  const source = p.paquet.provenance('zonage_medecins');
  const par = ZONAGES.map((z) => ({ z, liste: p.communes.filter((c) => zonageDe(p, c) === z) }));
  const connues = par.flatMap((x) => x.liste);
  if (!source || connues.length === 0) return sansDonnees('zonage', 'Le zonage des médecins, qui ouvre droit aux aides à l’installation, n’est pas encore importé.', [SOURCES_A_IMPORTER.zonage]);
  const aides = par.filter((x) => x.z === 'ZIP' || x.z === 'ZAC').flatMap((x) => x.liste);
  const classes: readonly ClasseDeCarte[] = [
    ...par.map(({ z, liste }, i) => ({ libelle: libelleZonage[z], teinte: CIVIDIS[i] ?? SANS_DONNEE, codes: liste.map((c) => c.code) })).filter((c) => c.codes.length > 0),
    ...(connues.length < p.communes.length ? [{ libelle: 'non publié', teinte: SANS_DONNEE, codes: p.communes.filter((c) => zonageDe(p, c) === undefined).map((c) => c.code) }] : []),
  ];
  return {
    cle: 'zonage', titre: titreChapitre.zonage,
    phrase: typographier(aides.length === 0 ? 'Aucune commune n’ouvre droit à des aides à l’installation.' : `${capitale(surTotal(aides.length, p.communes.length))} ${aides.length > 1 ? 'ouvrent' : 'ouvre'} droit à des aides à l’installation, pour ${habitants(sommer(aides))}.`),
    chiffre: { libelle: 'Habitants en zone aidée', chiffre: { valeur: sommer(aides), provenance: source }, format: 'entier', unite: 'habitants' },
    notes: ['Situation 2025, à vérifier auprès de l’ARS : la date exacte de l’arrêté de la région n’est pas connue ici, et les exceptions par quartier n’y sont pas.', 'Zones aidées : zone d’intervention prioritaire et zone d’action complémentaire.'],
    image: carte('Zonage des médecins', classes),
    tables: [
      { cle: 'zonage', legende: 'Habitants par zone', colonnes: [{ titre: 'Zone', format: 'texte' }, { titre: 'Communes', format: 'entier' }, { titre: 'Habitants', format: 'entier' }, { titre: 'Part', format: 'part' }], lignes: par.map(({ z, liste }) => [libelleZonage[z], liste.length, sommer(liste), p.population > 0 ? sommer(liste) / p.population : undefined]), provenances: [source] },
      tableDesCommunes(p, { cle: 'zonage-communes', legende: 'Zonage par commune', titres: [{ titre: 'Zone', format: 'texte' }], valeurs: (code) => { const c = p.paquet.commune(code); const z = c && zonageDe(p, c); return [z && libelleZonage[z]]; }, provenances: [source] }),
    ],
    provenances: [source], aImporter: [],
  };
}

export function chapitreUrgences(p: Perimetre): Chapitre {
  const m = moyenne(p, 'minutes_urgences');
  const source = p.paquet.provenance('minutes_urgences');
  if (!m || !source) return sansDonnees('urgences', source ? 'Le temps d’accès aux urgences n’est publié pour aucune commune du territoire.' : 'Le temps d’accès aux urgences n’est pas encore importé.', [SOURCES_A_IMPORTER.urgences]);
  const loin = repartir(p, 'minutes_urgences', (v) => v > MINUTES_URGENCES);
  return {
    cle: 'urgences', titre: titreChapitre.urgences,
    phrase: typographier(loin.sous.length === 0 ? `Chaque habitant est à ${MINUTES_URGENCES} minutes ou moins des urgences ; le trajet moyen dure ${minutes(m.valeur)}.` : `${habitants(loin.habitantsSous)} sont à plus de ${MINUTES_URGENCES} minutes des urgences ; le trajet moyen dure ${minutes(m.valeur)}.`),
    chiffre: { libelle: 'À plus de 30 minutes', chiffre: { valeur: loin.habitantsSous, provenance: calculee(source, 'population des communes à plus de 30 minutes par la route') }, format: 'entier', unite: 'habitants' },
    notes: ['Minutes par la route, du chef-lieu de la commune au service d’urgences ou au SMUR le plus proche ; 0 quand il est dans la commune. Mesure de 2019 : un service fermé depuis n’y paraît pas.', ...(m.connues.length < p.communes.length ? [typographier(`Connu pour ${surTotal(m.connues.length, p.communes.length)}.`)] : [])],
    image: carte('Temps d’accès aux urgences', classer(p, 'minutes_urgences', { bornes: BORNES.minutes, mots: ['10 minutes au plus', 'plus de 10 à 20 minutes', 'plus de 20 à 30 minutes', 'plus de 30 à 45 minutes', 'plus de 45 minutes'], inverser: true })),
    tables: [tableDesCommunes(p, { cle: 'urgences', legende: 'Temps d’accès aux urgences', titres: [{ titre: 'Minutes', format: 'entier' }], valeurs: (code) => [p.paquet.indicateur('minutes_urgences', code)], provenances: [source] })],
    provenances: [source], aImporter: [],
  };
}
