import type { Bloc, DocumentRedige } from '#core/document.ts';
import { enumerer, typographier } from '#core/texte.ts';
import type { Instance, Reponses, Statuts } from '../model.ts';
import { INSTANCES } from './questions.ts';
import { statutsDepuis } from './statuts.ts';
import { A_DIRE, instance, nommerFonctions, p, phraseProcurations } from './statuts-document.ts';

type Article = { readonly titre: string; readonly blocs: readonly Bloc[] };
const ecrit = (r: Reponses, cle: string): string => (r[cle] ?? '').trim();
const paragraphes = (texte: string): Bloc[] => texte.split(/\r?\n/).map((l) => l.trim()).filter((l) => l !== '').map(p);

const membres = (s: Statuts): Article => ({
  titre: 'Adhésion et cotisation',
  blocs: [
    p(`Une demande d’adhésion est instruite, puis soumise : ${instance(s.admission)} admet les membres. Chaque membre reçoit les statuts, la charte et ce règlement.`),
    p(s.cotisation?.euros === undefined ? `La cotisation annuelle est de ${A_DIRE} €.` : s.cotisation.euros === 0 ? 'Il n’est pas demandé de cotisation.' : `La cotisation annuelle est de ${s.cotisation.euros} € ; un reçu est remis.${s.cotisation.exigee ? ' Il faut l’avoir payée pour voter.' : ''}`),
    p(`Une exclusion est prononcée par ${instance(s.exclusion?.organe)}${s.exclusion?.apresAudition ? ', après que la personne a été invitée à être entendue' : ''}.`),
  ],
});

function seances(i: Instance, s: Statuts): Article {
  const [par, delai] = [i.convocation?.par, i.convocation?.delaiJours];
  const secret = i.regles.secret?.resolutions;
  return {
    titre: INSTANCES[i.code],
    blocs: [
      p(`La convocation part ${delai ?? A_DIRE} jours au moins avant la séance, ${par ? `à l’initiative de : ${enumerer(nommerFonctions(s, par))}` : A_DIRE}. Elle porte le lieu, l’heure et l’ordre du jour ; la preuve de son envoi est gardée. L’ordre du jour ne change plus ensuite.`),
      p('La présence se note en arrivant : sur la page de la séance, par le code affiché dans la salle, ou sur la feuille.'),
      p(phraseProcurations(i.regles)),
      p(`${secret === 'toujours' ? 'Les décisions se votent à bulletin secret.' : secret === 'sur_demande' ? 'Les décisions se votent à main levée, sauf si un membre demande le secret.' : secret === 'jamais' ? 'Les décisions se votent à main levée.' : `Vote des décisions : ${A_DIRE}.`}${s.aDistance ? ' Un vote peut se tenir à distance : chacun vote pour soi, et retrouve son bulletin dans l’urne après le dépouillement.' : ''}`),
    ],
  };
}

/** The articles that somebody chose to write: nothing is added for those left without an answer. */
function choisis(r: Reponses): Article[] {
  const si = (cle: string, titre: string, oui: string): Article[] => (r[cle] === 'oui' ? [{ titre, blocs: [p(oui)] }] : []);
  const libre = (cle: string, titre: string): Article[] => (ecrit(r, cle) === '' ? [] : [{ titre, blocs: paragraphes(ecrit(r, cle)) }]);
  return [
    ...si('ri.presidence', 'Présidence des séances', 'La présidence des séances tourne entre les membres qui le veulent bien : le tour revient à qui a présidé il y a le plus longtemps.'),
    ...si('ri.mediation', 'Médiation', 'Tout membre peut demander une médiation, ou une personne neutre pour animer un échange, à qui il choisit. Eux seuls lisent la demande.'),
    ...si('ri.pouls', 'Après les réunions', 'Après une réunion, qui y était peut répondre sans son nom à trois questions. Les comptes ne paraissent qu’au-dessus de cinq réponses.'),
    ...libre('ri.frais', 'Frais et indemnités'), ...libre('ri.confidentialite', 'Discrétion'), ...libre('ri.autres', 'Autres règles'),
  ];
}

const mandats = (s: Statuts): Article[] => (s.fonctions.length === 0 ? [] : [{
  titre: 'Fonctions',
  blocs: [{ type: 'liste', elements: s.fonctions.map((f) => typographier(`${f.nom} : ${instance(f.instance)}${f.ans === undefined ? '' : `, ${f.ans} ans`}`)) }, p(`Les procès-verbaux s’écrivent en séance et sont signés par ${s.signataires ? enumerer(nommerFonctions(s, s.signataires)) : A_DIRE} ; les décisions s’inscrivent au registre.`)],
}]);

/** The internal rules, from the same answers as the statutes, which prevail over them. */
export function redigerReglement(r: Reponses, { cpts, date, etat }: { readonly cpts: string; readonly date: string; readonly etat: string }): DocumentRedige {
  const s = statutsDepuis(r);
  const articles = [
    { titre: 'Objet', blocs: [p(`Ce règlement précise les statuts de ${s.nom ?? cpts}. Il est adopté par ${instance(s.reglementInterieur)}. En cas de contradiction, les statuts l’emportent.`)] },
    membres(s), ...s.instances.map((i) => seances(i, s)), ...mandats(s), ...choisis(r),
  ];
  return {
    titre: 'Règlement intérieur', sousTitre: s.nom ?? cpts, auteur: cpts, date, piedDePage: `Règlement intérieur, ${etat}`, mentions: [],
    blocs: [
      ...articles.flatMap((a, i): Bloc[] => [{ type: 'titre', niveau: 1, texte: typographier(`Article ${i + 1}. ${a.titre}`) }, ...a.blocs]),
      { type: 'signatures', lieuEtDate: 'Fait à                    , le', signataires: nommerFonctions(s, s.signataires ?? []).map((qualite) => ({ qualite, nom: '' })) },
    ],
  };
}

/** The text of a version, one line per paragraph: what two versions are compared by. */
export const texteDuReglement = (r: Reponses): string =>
  redigerReglement(r, { cpts: '', date: '', etat: '' }).blocs.flatMap((b) => (b.type === 'titre' || b.type === 'paragraphe' ? [b.texte] : b.type === 'liste' ? b.elements : [])).join('\n\n');
