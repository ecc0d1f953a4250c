import type { JSX } from 'preact';
import { PersonneId, type Role } from '#core/tenancy.ts';
import { UN_JOUR, desFaits, uneLettre } from '../builders.ts';
import type { CleSection, Lettre } from '../model.ts';
import { preremplir, verifierSaisie } from '../rules.ts';
import { presenterSection } from '../view.ts';
import { PageSection } from './section.tsx';

type Reprise = Parameters<typeof presenterSection>[2];

const montrer = (lettre: Lettre, cle: CleSection, role: Role, reprise?: Reprise): JSX.Element => (
  <PageSection vue={presenterSection({ lettre, faits: desFaits(), base: '/cpts/essai', fuseau: 'Europe/Paris', aujourdhui: UN_JOUR, qui: { personneId: PersonneId.parse('0198f000-0000-7000-8000-0000000000b1'), nom: 'Maëlle', roles: [role] } }, cle, reprise)} />
);

const ecrite = (cle: CleSection, texte: string, proposition = 'Un ancien texte proposé.'): Lettre => {
  const lettre = uneLettre();
  return { ...lettre, sections: lettre.sections.map((s) => (s.cle === cle ? { ...s, texte, proposition } : s)) };
};

export const vide = (): JSX.Element => montrer(preremplir(desFaits(), UN_JOUR), 'porteur', 'coordination');
export const pleine = (): JSX.Element => montrer(uneLettre(), 'porteur', 'presidence');
export const longue = (): JSX.Element => montrer(ecrite('orientations', 'Une orientation très détaillée. '.repeat(800)), 'orientations', 'coordination');
export const refusee = (): JSX.Element => {
  const saisie = { porteur_nom: 'É'.repeat(10_000), contact_courriel: 'pas un courriel', texte: 'Mon texte est gardé.', version: '1', montree: '' };
  return montrer(uneLettre(), 'porteur', 'coordination', { saisie, erreurs: verifierSaisie('porteur', { porteur_nom: saisie.porteur_nom, contact_courriel: saisie.contact_courriel }, saisie.texte) });
};
export const interdite = (): JSX.Element => montrer(uneLettre(), 'porteur', 'adherent');
