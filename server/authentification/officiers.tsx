import type { Role } from '#core/tenancy.ts';
import { PageMessage } from '#web/message.tsx';
import type { VuePage } from '../vue-page.ts';

/**
 * What ARS and CPAM may ask for in a CPTS, relative to its address. Everything else is closed to them before the module is even asked: a
 * page added tomorrow is closed until somebody writes here why it is theirs. Inside an open entry the module's own rights still decide.
 */
const OUVERTES: readonly (readonly [chemin: RegExp, pourquoi: string])[] = [
  [/^\/?$/, 'their home page: the exchanges that wait for them'],
  [/^\/evenements$/, 'live refresh of the pages they have; its subjects are sealed'],
  [/^\/recherche$/, 'search, whose answers are kept to what is listed here'],
  [/^\/projet(\/|$)/, 'the journey and what was deposited; the module refuses its drafts in its own words'],
  [/^\/contrat(?!\/tresorerie)(\/|\.xlsx$|$)/, 'the tripartite contract, which they sign; not the cash of the association'],
  [/^\/reseau\/annuaire(\/|\.|$)/, 'the national directory, which is public; what members say of themselves is left out by the module'],
  [/^\/reseau\/moi\/donnees(\.|$)/, 'what is known of themselves (GDPR, article 15)'],
  [/^\/donnees\/demander$/, 'what they ask about it: the form of that same page (GDPR, articles 16 to 21)'],
];

const OFFICIERS: readonly Role[] = ['ars', 'cpam'];
/** Somebody who is here for an authority only; a member who would also be an officer keeps the rights of a member. */
const officierSeul = (roles: readonly Role[]): boolean => roles.length > 0 && roles.every((r) => OFFICIERS.includes(r));

/** Whether these roles may ask for this address; `chemin` has neither the address of the CPTS nor a query. */
export const porteOuverte = (roles: readonly Role[], chemin: string): boolean => !officierSeul(roles) || OUVERTES.some(([re]) => re.test(chemin));

export const pageAuxMembres = (base: string): VuePage => ({
  titre: 'Réservé à la CPTS',
  statut: 403,
  corps: <PageMessage titre="Cette page est à la CPTS." texte="L’ARS et l’Assurance Maladie lisent ce que la CPTS leur a déposé. Demandez-lui ce qu’il vous manque dans l’espace d’échange." lien={{ href: `${base}/projet/echanges`, libelle: 'Ouvrir les échanges' }} />,
});
