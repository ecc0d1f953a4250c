import { blocsDuTexte, type Bloc, type DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterNombre, typographier as t } from '#core/texte.ts';
import { phraseProvenance } from '#modules/territoire/labels.ts';
import { delaiEtape, estStatutDuPorteur, libelleEtape, quiAgit, statutPorteur, titreSection } from '../labels.ts';
import { CleSection, type Champs, type FaitsLettre, type FaitsTerritoire, type Lettre, type Section } from '../model.ts';
import { calendrier, lireJour, periode } from './lettre-calendrier.ts';
import { lignesDe } from './lettre-champs.ts';
import { reperes } from './lettre-diagnostic.ts';
import { aCompleter, destinataires, lieuEtDate, proposer } from './lettre-textes.ts';
import { nouveaute, texteVisible, type Nouveaute } from './redaction.ts';

/** A section as read: its text, and the tables and drawings that always follow the facts. */
export type SectionComposee = {
  readonly cle: CleSection;
  readonly titre: string;
  readonly section: Section;
  readonly proposition: string;
  readonly texte: string;
  readonly nouveaute: Nouveaute;
  readonly blocs: readonly Bloc[];
};

function tableDesCommunes({ communes, departements, population }: FaitsTerritoire): Bloc {
  const plusieurs = departements.length > 1;
  const rangees = [...communes].sort((a, b) => a.nom.localeCompare(b.nom, 'fr'));
  const ligne = (nom: string, code: string, autres: { departement: string; groupement: string; habitants: string }): string[] => [nom, code, ...(plusieurs ? [autres.departement] : []), autres.groupement, autres.habitants];
  return {
    type: 'tableau',
    legende: 'Communes du territoire',
    entetes: ['Commune', 'Code INSEE', ...(plusieurs ? ['Département'] : []), 'Intercommunalité', 'Habitants'],
    alignements: ['gauche', 'gauche', ...(plusieurs ? ['gauche' as const] : []), 'gauche', 'droite'],
    lignes: rangees.map((c) => ligne(c.nom, c.code, { departement: c.departement, groupement: c.groupement ?? '–', habitants: c.population === undefined ? 'non connu' : formaterNombre(c.population) })),
    total: ligne(accord(communes.length, 'commune'), '', { departement: '', groupement: '', habitants: formaterNombre(population.valeur) }),
    source: t(`Source : ${phraseProvenance(population.provenance)}.`),
  };
}

const carte = ({ carte: dessin }: FaitsTerritoire): readonly Bloc[] => (dessin ? [{ type: 'image', ...dessin, legende: 'Carte du territoire' }] : []);

function tableDuDiagnostic(lieu: FaitsTerritoire): Bloc {
  const lignes = reperes(lieu);
  const reserves = [...new Set(lignes.flatMap((r) => r.reserve ?? []))];
  return {
    type: 'tableau',
    legende: 'Premiers repères',
    entetes: ['Repère', 'Valeur', 'Portée', 'Source et millésime'],
    lignes: lignes.map((r) => [r.libelle, r.valeur, r.portee, r.source]),
    source: [t('« Estimation » : moyenne des valeurs des communes, pondérée par leur population, à confirmer avec l’ARS et l’Assurance Maladie.'), ...(reserves.length > 0 ? [t(`Précisions : ${reserves.join(' ; ')}.`)] : [])].join('\n'),
  };
}

function ficheDuPorteur(champs: Champs): readonly Bloc[] {
  const statut = estStatutDuPorteur(champs.statut) ? statutPorteur[champs.statut] : undefined;
  const representant = champs.representant === undefined ? undefined : [champs.representant, champs.representant_qualite].filter((x) => x !== undefined).join(', ');
  const lignes = [
    { libelle: 'Porteur', valeur: champs.porteur_nom },
    { libelle: 'Forme juridique', valeur: statut },
    { libelle: 'Représentant', valeur: representant },
    { libelle: 'Contact', valeur: champs.contact_nom },
    { libelle: 'Courriel', valeur: champs.contact_courriel },
    { libelle: 'Téléphone', valeur: champs.contact_telephone },
    { libelle: 'Adresse', valeur: champs.adresse },
  ].flatMap(({ libelle, valeur }) => (valeur === undefined ? [] : [{ libelle, valeur }]));
  return lignes.length > 0 ? [{ type: 'fiche', lignes }] : [];
}

const tableDuCalendrier = (champs: Champs, commenceeLe: Jour): Bloc => ({
  type: 'tableau',
  legende: 'Les étapes et leurs dates',
  entetes: ['Étape', 'Qui agit', 'Délai de référence', 'Date prévue'],
  lignes: calendrier(lireJour(champs.depart) ?? commenceeLe).map((e) => [libelleEtape[e.etape], quiAgit[e.etape], delaiEtape[e.etape], periode(e)]),
  source: t('Délais : ministère de la Santé (janvier 2022) ; article L. 1434-12 du code de la santé publique pour la validation ; avenant 2 à l’accord conventionnel pour les missions.'),
});

/** `Maëlle Rivière, présidente` → name and quality; the quality may be missing. */
function signataire(ligne: string): { nom: string; qualite: string } {
  const [nom, ...suite] = ligne.split(',');
  return { nom: (nom ?? '').trim(), qualite: suite.join(',').trim() };
}

function blocDesSignatures(champs: Champs): Bloc {
  const lignes = lignesDe(champs.signataires);
  return {
    type: 'signatures',
    lieuEtDate: t(`Fait à ${champs.lieu ?? aCompleter('commune')}, le`),
    signataires: lignes.length > 0 ? lignes.map(signataire) : [{ nom: aCompleter('nom'), qualite: aCompleter('qualité') }],
  };
}

type Fond = { readonly faits: FaitsLettre; readonly commenceeLe: Jour };

/** The blocks of a section that no one types: they follow the facts and the fields, even under a text that a person wrote. */
function annexes({ cle, champs }: Section, { faits, commenceeLe }: Fond): readonly Bloc[] {
  const lieu = faits.territoire;
  switch (cle) {
    case 'porteur':
      return ficheDuPorteur(champs);
    case 'territoire':
      return lieu ? [...carte(lieu), tableDesCommunes(lieu)] : [];
    case 'diagnostic':
      return lieu ? [tableDuDiagnostic(lieu)] : [];
    case 'calendrier':
      return [tableDuCalendrier(champs, commenceeLe)];
    case 'signatures':
      return [blocDesSignatures(champs)];
    case 'acteurs':
    case 'orientations':
    case 'articulation':
      return [];
  }
}

/** Each section with the text a reader sees and its tables, in the order of the letter. */
export function composer(lettre: Lettre, faits: FaitsLettre): readonly SectionComposee[] {
  const fond = { faits, commenceeLe: lettre.commenceeLe };
  return CleSection.options.flatMap((cle) => {
    const section = lettre.sections.find((s) => s.cle === cle);
    if (!section) return [];
    const proposition = proposer(cle, { ...fond, champs: section.champs });
    const texte = texteVisible(section, proposition);
    return [{ cle, titre: titreSection[cle], section, proposition, texte, nouveaute: nouveaute(section, proposition), blocs: [...blocsDuTexte(texte), ...annexes(section, fond)] }];
  });
}

const titreNumerote = (cle: CleSection, titre: string): string => (cle === 'signatures' ? titre : `${CleSection.options.indexOf(cle) + 1}. ${titre}`);

type ALire = { readonly lettre: Lettre; readonly faits: FaitsLettre; readonly aujourdhui: Jour; readonly manquent: number };

/** The letter as a document, for the three writers: page, DOCX, PDF. A letter that lacks something says so at its head. */
export function redigerLettre({ lettre, faits, aujourdhui, manquent }: ALire): DocumentRedige {
  const sections = composer(lettre, faits);
  const champs: Champs = Object.assign({}, ...sections.map((s) => s.section.champs));
  const lieu = faits.territoire;
  const avis: Bloc[] = [
    ...(faits.demo ? [{ type: 'encadre' as const, ton: 'attention' as const, texte: t('Document de démonstration : les personnes et les structures sont inventées.') }] : []),
    ...(manquent > 0 ? [{ type: 'encadre' as const, ton: 'attention' as const, texte: t(`Document de travail : ${manquent > 1 ? `${formaterNombre(manquent)} éléments manquent encore` : 'un élément manque encore'}. Ils sont signalés « à compléter » dans le texte.`) }] : []),
  ];
  return {
    titre: 'Lettre d’intention',
    sousTitre: faits.nom,
    auteur: champs.porteur_nom ?? faits.nom,
    date: formaterDate(aujourdhui),
    entete: {
      emetteur: [champs.porteur_nom ?? faits.nom, ...lignesDe(champs.adresse), ...[champs.contact_courriel, champs.contact_telephone].filter((x) => x !== undefined)],
      destinataires: destinataires(champs, lieu),
      lieuEtDate: lieuEtDate(champs.lieu, aujourdhui),
      objet: 'lettre d’intention en vue de créer une communauté professionnelle territoriale de santé (CPTS)',
    },
    piedDePage: `${faits.nom} · lettre d’intention · ${formaterDate(aujourdhui)}`,
    mentions: [t(`Sigles : ARS, agence régionale de santé ; CPTS, communauté professionnelle territoriale de santé ; EHPAD, établissement d’hébergement pour personnes âgées dépendantes.`)],
    blocs: [...avis, ...sections.flatMap((s): Bloc[] => [{ type: 'titre', niveau: 1, texte: titreNumerote(s.cle, s.titre) }, ...s.blocs])],
  };
}

/** The day by which the letter should be validated, by the reference delays. */
export function echeanceDeLaLettre(lettre: Lettre): Jour {
  const depart = lireJour(lettre.sections.find((s) => s.cle === 'calendrier')?.champs.depart) ?? lettre.commenceeLe;
  return calendrier(depart).find((e) => e.etape === 'lettre')?.tard ?? depart;
}
