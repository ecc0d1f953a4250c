import { describe, expect, test } from 'vitest';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { situer } from './navigation.ts';

const base = '/cpts/essai';
const qui = (...roles: Role[]) => ({ personneId: PersonneId.parse('0198f000-0000-7000-8000-000000000001'), nom: 'Anne Essai', roles });
const chemin = [{ libelle: 'Aujourd’hui', href: base }, { libelle: 'Adhérents', href: `${base}/reseau/adherents` }, { libelle: 'Proposer quelqu’un' }];

describe('où se tient une page', () => {
  test('une vue de la rubrique montre ses voisines, et pas de fil d’Ariane', () => {
    const lieu = situer({ actif: 'reseau', chemin: chemin.slice(0, 2) }, { base, qui: qui('coordination'), adresse: '/reseau/adherents' });
    expect(lieu.chemin).toBeUndefined();
    expect(lieu.onglets?.actif).toBe('adherents');
    expect(lieu.onglets?.onglets.map((o) => o.libelle)).toEqual(['Annuaire', 'Adhérents', 'Ma place', 'Mobilisation', 'Nouveaux venus', 'Rôles et invitations']);
  });

  test('une page en dessous dit comment revenir, sans répéter l’accueil que la navigation montre déjà', () => {
    const lieu = situer({ actif: 'reseau', chemin }, { base, qui: qui('coordination'), adresse: '/reseau/adherents/proposer' });
    expect(lieu).toEqual({ chemin: chemin.slice(1) });
  });

  test('une page seule sous sa rubrique revient à celle-ci', () => {
    const lieu = situer({ actif: 'accueil', chemin: [{ libelle: 'Aujourd’hui', href: base }, { libelle: 'Historique' }] }, { base, qui: qui('coordination'), adresse: '/historique' });
    expect(lieu.chemin).toEqual([{ libelle: 'Aujourd’hui', href: base }, { libelle: 'Historique' }]);
  });

  test('un formulaire refusé garde sa vue', () => {
    const onglets = { libelle: 'Finances', actif: 'temps', onglets: [] };
    expect(situer({ actif: 'finances', onglets, statut: 422 }, { base, qui: qui('adherent'), adresse: '/finances/temps/declarer' }).onglets?.actif).toBe('temps');
  });

  test('une vue fermée à la personne ne se montre pas choisie : le retour est dit', () => {
    const lieu = situer({ actif: 'finances', statut: 403, chemin: [{ libelle: 'Finances', href: `${base}/contrat` }, { libelle: 'Budget' }] }, { base, qui: qui('adherent'), adresse: '/finances/budget' });
    expect(lieu).toEqual({ chemin: [{ libelle: 'Finances', href: `${base}/contrat` }, { libelle: 'Budget' }] });
  });

  test.each([
    ['adherent', ['Contrat', 'Dialogue de gestion', 'Paiements', 'Mon temps', 'Travail invisible', 'Taux votés']],
    ['ars', ['Contrat']],
  ] as const)('les vues des finances pour %s', (role, attendu) => {
    expect(situer({ actif: 'finances' }, { base, qui: qui(role), adresse: '/contrat' }).onglets?.onglets.map((o) => o.libelle)).toEqual(attendu);
  });
});
