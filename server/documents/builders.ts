import type { DocumentRedige } from '#core/document.ts';

const CARTE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240" width="400" height="240"><rect width="400" height="240" fill="#f4f1ea"/><path d="M40 40L200 30L220 140L80 190Z" fill="#3b7d7a" stroke="#fff"/><path d="M200 30L350 60L330 200L220 140Z" fill="#8fb8a8" stroke="#fff"/><text x="110" y="110" font-family="Atkinson Hyperlegible Next, sans-serif" font-size="16">Évreuil</text></svg>`;

/** A document that holds one block of each kind. */
export const unDocument = (avec: Partial<DocumentRedige> = {}): DocumentRedige => ({
  titre: 'Lettre d’intention',
  sousTitre: 'Communauté professionnelle territoriale de santé des Trois Rivières',
  auteur: 'Association de préfiguration des Trois Rivières',
  date: '24 novembre 2026',
  entete: {
    emetteur: ['CPTS des Trois Rivières', '12 rue des Écoles', '94500 Champigny-sur-Marne'],
    destinataires: ['Agence régionale de santé', 'Délégation départementale du Val-de-Marne'],
    lieuEtDate: 'Champigny-sur-Marne, le 24 novembre 2026',
    objet: 'lettre d’intention en vue de créer une CPTS',
  },
  piedDePage: 'CPTS des Trois Rivières · lettre d’intention',
  mentions: ['Les données de ce document sont fictives.'],
  blocs: [
    { type: 'titre', niveau: 1, texte: '1. Le territoire' },
    { type: 'paragraphe', texte: 'Le territoire compte 84 512 habitants dans 3 communes.' },
    { type: 'titre', niveau: 2, texte: 'Les communes' },
    {
      type: 'tableau',
      legende: 'Communes du territoire',
      entetes: ['Code', 'Commune', 'Habitants'],
      alignements: ['gauche', 'gauche', 'droite'],
      lignes: [
        ['94017', 'Champigny-sur-Marne', '77 883'],
        ['94042', 'Joinville-le-Pont', '19 376'],
      ],
      total: ['', 'Ensemble', '97 259'],
      source: 'Source : populations légales, 2023.',
    },
    { type: 'image', svg: CARTE, largeur: 400, hauteur: 240, alternative: 'Carte des deux communes du territoire, d’un seul tenant.', legende: 'Carte du territoire', source: 'Source : contours simplifiés.' },
    { type: 'titre', niveau: 3, texte: 'Ce qui reste à faire' },
    { type: 'liste', elements: ['rencontrer l’hôpital', 'réunir les pharmaciens'] },
    { type: 'fiche', lignes: [{ libelle: 'Contact', valeur: 'Maëlle Rivière' }] },
    { type: 'encadre', ton: 'attention', texte: 'À compléter : l’adresse du siège.' },
    { type: 'encadre', ton: 'information', texte: 'Les seuils sont ceux de l’accord de 2019.' },
    { type: 'note', texte: 'Note de méthode.' },
    { type: 'signatures', lieuEtDate: 'Fait à Champigny-sur-Marne, le', signataires: [{ nom: 'Maëlle Rivière', qualite: 'Présidente' }, { nom: 'Ibrahim Cœur', qualite: 'Médecin généraliste' }] },
  ],
  ...avec,
});
