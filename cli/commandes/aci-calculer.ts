import { formaterDate, formaterMontant } from '#core/texte.ts';
import { libelleEtatEcheance, libelleEtatLigne, libelleNature, libellePoste, phraseAvertissement, phraseRefusContrat } from '#modules/aci/labels.ts';
import { Contrat } from '#modules/aci/model.ts';
import { type Calcul, calculerContrat } from '#modules/aci/moteur/calculer.ts';
import { REGIMES } from '#modules/aci/regimes.ts';
import { EXEMPLE } from '../aci/exemple.ts';
import { commandeMoteur } from '../moteur.ts';

const AIDE = `Usage : maillage aci calculer --contrat c.json [--json]

Ce qu’un contrat ACI rapporte : chaque année, chaque mission, chaque ligne d’indicateur ; ce qui tombe à quelle date ; la trésorerie
mois par mois ; ce qui a été reçu rapproché de ce qui est dû. Montants en centimes entiers dans le JSON, en euros dans le texte.

Règles :
  année        d’un anniversaire de la prise d’effet au suivant (exclu)
  fixe dû      enveloppe × jours assurés ÷ jours de l’année, par tranche entre deux avenants, arrondi une fois
  avance       à la signature (fonctionnement en entier), puis à chaque anniversaire ; d’une mission, à chaque démarrage ou reprise, au prorata jusqu’à l’anniversaire
  enveloppe    celle que la mission a en propre à son dernier démarrage, sinon celle du régime ; un avenant qui la nomme l’emporte dès son jour
               deux avenants du même jour s’appliquent dans l’ordre de la liste
  solde        fixe dû − avances ; négatif, il est à rendre (résiliation, mission arrêtée)
  variable     somme des lignes, plafonnée à l’enveloppe en vigueur à la fin de l’année ; par ligne, le meilleur palier seul ; nul sans livrables obligatoires
  crise        le variable de la mission crise seulement si une crise reconnue touche l’année, avant une résiliation ; sans finLe, elle ne dure que son jour
  valeur       la dernière relevée compte, même avant ou après l’année de la ligne : la caisse donne ses chiffres en retard ; de même un livrable
               avec aujourdhui, ce qui est daté d’après est ignoré ; une valeur absente n’est jamais zéro : rien n’est payé, l’état est sans_valeur
  palier       atteint à son seuil même ; variation relative d’un départ nul : sans_depart ; compte : unités entières, jamais négatif
  prochain     le palier le plus proche qui paie davantage, et ce qu’il ajoute, livrables remis et somme déjà payée ôtée
  linéaire     le sens se lit de la base vers la cible, quel que soit « sens » ; au plancher même, la ligne paie
  révision     la dernière datée au plus tard du jour de l’anniversaire qui clôt l’année, ce jour compris : le dialogue de gestion s’y tient
  report       une ligne reportée paie ce que l’ancienne n’a pas payé ; une ligne ne se reporte qu’une fois, celle qui la reprend peut l’être à son tour
               une ligne dont le variable est fermé n’a rien payé ; au-delà de l’enveloppe, chaque ligne compte pour son montant entier
  reçu         un versement paie, parmi les échéances de son sens qu’il peut désigner (poste, année, nature, quand il les dit), la plus ancienne dont
               le reste est exactement lui ; sinon la seule qui reste ouverte ; sinon la seule possible ; sinon il est sans échéance
               pris du plus précis au moins précis, puis par date, puis du plus grand au plus petit ; ce qui reste sans échéance est regardé une
               seconde fois, au reste exact et dans les deux sens : ainsi se rend un trop-perçu
  jours        reels ; sans_29_fevrier : ce jour ne compte ni en haut ni en bas ; mois_de_30 : 30 jours par mois, un 31 compte comme un 30 (30E/360)
  dates        de 2000 à 2099 ; un anniversaire du 29 février tombe le 28 les autres années
  nombres      lus exactement comme ils sont écrits, jusqu’à quinze chiffres
  résiliation  après le terme, sans effet ; avant : fixe au prorata ; variable de l’année selon le réglage (aucun par défaut)

Régimes : ${REGIMES.map((r) => `${r.code} (depuis le ${formaterDate(r.depuis)})`).join(', ')}.`;

const euros = (centimes: number): string => formaterMontant({ centimes, unite: '€' }).padStart(15);

function anneeEnTexte(a: Calcul['annees'][number]): string[] {
  return [
    '', `Année ${a.numero}, du ${formaterDate(a.debut)} au ${formaterDate(a.finReelle)} (exclu)${a.resiliee ? ', résiliée' : ''}`,
    ...a.postes.flatMap((p) => [
      `  ${libellePoste[p.poste].padEnd(34)} fixe ${euros(p.fixeDu)}${p.variable ? `   variable ${euros(p.variable.montant)} sur ${euros(p.variable.enveloppe).trim()}${p.variable.ouvert ? '' : ' (fermé)'}` : ''}${p.verifie ? '' : '   à vérifier'}`,
      ...(p.variable?.lignes ?? []).map((l) => `      ${l.libelle.padEnd(56).slice(0, 56)} ${euros(l.montant)} sur ${euros(l.montantMaximum).trim()} — ${libelleEtatLigne[l.etat]}${l.prochain ? ` ; à ${l.prochain.seuil.toLocaleString('fr-FR')} : ${euros(l.prochain.gain).trim()} de plus` : ''}`),
    ]),
    `  ${'Total dû'.padEnd(39)}${euros(a.totaux.du)}   avances ${euros(a.totaux.avances).trim()}   solde ${euros(a.totaux.solde).trim()}`,
  ];
}

function enTexte(c: Calcul): string {
  return [
    `Régime : ${c.regime.nom} (${c.regime.source})`,
    ...c.annees.flatMap(anneeEnTexte),
    '', 'Échéances',
    ...c.tresorerie.echeances.map((e) => `  ${e.le}  ${euros(e.montant)}  ${libellePoste[e.poste]}, année ${e.annee}, ${libelleNature[e.nature]} — ${libelleEtatEcheance[e.etat]}`),
    ...c.tresorerie.nonRapproches.map((v) => `  ${v.le}  ${euros(v.montant)}  versement sans échéance${v.reference ? ` (${v.reference})` : ''}`),
    '', `Total du contrat : ${euros(c.totaux.du).trim()} dus sur ${euros(c.totaux.maximum).trim()} possibles.`,
    ...(c.avertissements.length > 0 ? ['', 'À savoir', ...c.avertissements.map((a) => `  ${phraseAvertissement(a)}`)] : []),
  ].join('\n');
}

export const commande = commandeMoteur({
  resume: 'ce qu’un contrat ACI rapporte, ligne par ligne, et quand',
  aide: AIDE,
  entree: 'contrat',
  schema: Contrat,
  exemple: EXEMPLE,
  calculer: calculerContrat,
  phraseRefus: phraseRefusContrat,
  enTexte,
});
