import type { JSX } from 'preact';
import { ORGANISATRICE, uneReunion } from '../builders.ts';
import type { Reunion } from '../model.ts';
import { presenterInvitation } from '../view-reunions.ts';
import { PageInvitation } from './invitation.tsx';
import { SondageIntrouvable } from './sondage.tsx';

const page = (r: Reunion, le: string, { refus, paie }: { readonly refus?: string; readonly paie?: string } = {}): JSX.Element => {
  const vue = presenterInvitation(r, { chez: 'CPTS des Trois Rivières', inviteId: r.invites[1]?.id ?? '', action: '/i/jeton', fuseau: 'Europe/Paris', maintenant: new Date(le), refus, paie });
  return vue ? <PageInvitation vue={vue} /> : <SondageIntrouvable texte="Cette réunion n’existe pas, ou plus." />;
};
const tenue = uneReunion({
  statut: 'approuvee', points: [{ id: '1', rang: 0, titre: 'Soins non programmés', porteur: 'Basile', minutes: 30, notes: 'Trois créneaux par jour.' }], decisions: [{ id: '1', texte: 'Ouvrir trois créneaux par jour.' }],
  documents: [{ id: '1', fichierId: '1', pointId: null, genre: 'document', nom: 'Note de cadrage.pdf', octets: 10_000, deposePar: ORGANISATRICE, deposeLe: new Date('2026-12-01T09:00:00Z') }],
});
const long = 'Un texte très long '.repeat(20);

export const vide = (): JSX.Element => page(uneReunion({ points: [], lieu: '', lienVisio: '' }), '2026-12-01T09:00:00Z');
export const pleine = (): JSX.Element => page(uneReunion({ deplacements: [{ debut: new Date('2026-12-01T18:30:00Z'), fin: new Date('2026-12-01T20:30:00Z'), motif: 'La salle était prise.' }] }), '2026-12-08T18:10:00Z', { paie: '2 h d’indemnité : 100,00 €.' });
export const longue = (): JSX.Element => page({ ...tenue, titre: long.slice(0, 200), decisions: Array.from({ length: 20 }, (_, i) => ({ id: String(i), texte: `${long} ${i}` })) }, '2026-12-20T09:00:00Z');
export const refusee = (): JSX.Element => page(tenue, '2026-12-09T09:00:00Z', { refus: 'La présence se dit à partir d’une demi-heure avant le début, et jusqu’à l’approbation du compte rendu.' });
export const interdite = (): JSX.Element => <SondageIntrouvable texte="Ce lien n’est plus valable. Demandez-en un nouveau à la personne qui vous l’a envoyé, ou connectez-vous." />;
