import type { JSX } from 'preact';
import { uneSession } from '../builders.ts';
import { phraseCompte } from '../labels.ts';
import { presenterCompte } from '../view.ts';
import { PageCompte } from './compte.tsx';

const autour = {
  personne: { nom: 'Maëlle Riva', courriel: 'coordination@exemple.invalid', theme: null, session_id: uneSession().id },
  fournisseurs: ['psc'],
  adresseADonner: false,
  adresseEnAttente: '',
  fuseau: 'Europe/Paris',
  maintenant: new Date('2026-11-23T09:00:00Z'),
};
const rien = { sessions: [uneSession()], cles: [], secondFacteur: false, liees: [], professionnel: undefined };
const tout = {
  sessions: [uneSession(), uneSession({ id: 'b', agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1', adresse_ip: '2001:db8::17' })],
  cles: [{ id: 'a', nom: 'PC du cabinet', cree_le: new Date('2026-10-02T08:00:00Z') }],
  secondFacteur: true,
  liees: [{ fournisseur: 'psc', cree_le: new Date('2026-10-02T08:00:00Z') }],
  professionnel: { rpps: '99700366240', professions: [{ profession: '10' }], source: 'Pro Santé Connect', lue_le: new Date('2026-11-20T08:00:00Z') },
};

export const vide = (): JSX.Element => <PageCompte vue={presenterCompte(rien, autour)} />;
export const pleine = (): JSX.Element => <PageCompte vue={presenterCompte(tout, { ...autour, fiches: [{ cpts: 'CPTS des Trois Rivières', nom: 'Léa EXEMPLE', lieu: 'Foix', href: '/cpts/trois-rivieres/reseau/annuaire/899700366240' }] })} />;
export const longue = (): JSX.Element => (
  <PageCompte
    vue={presenterCompte(
      { ...tout, sessions: Array.from({ length: 60 }, (_, i) => uneSession({ id: String(i) })), cles: Array.from({ length: 12 }, (_, i) => ({ id: String(i), nom: `Clé du poste d’accueil du cabinet de la rue des Grandes-Rivières n° ${i + 1}`, cree_le: null })), professionnel: { ...tout.professionnel, rpps: '10001234567' } },
      { ...autour, adresseEnAttente: `${'adresse-longue'.repeat(8)}@exemple.invalid` },
    )}
  />
);
export const refusee = (): JSX.Element => <PageCompte vue={presenterCompte(tout, { ...autour, adresseEnAttente: 'nouvelle@exemple.invalid' })} saisie={{ forme: 'confirmation', erreurs: { code: phraseCompte({ code: 'code_d_adresse_refuse' }) }, valeurs: { code: '123456' } }} />;
export const interdite = (): JSX.Element => <PageCompte vue={presenterCompte({ ...rien, liees: tout.liees }, { ...autour, adresseADonner: true })} saisie={{ forme: 'geste', erreurs: { '': phraseCompte({ code: 'derniere_porte' }) }, valeurs: {} }} />;
