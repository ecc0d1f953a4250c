/** The sentence of each event of the journal; an event without one is shown by its own words. */
const EVENEMENTS: Readonly<Record<string, string>> = {
  territoire_compose: 'Territoire composé',
  territoire_annule: 'Dernière modification du territoire annulée',
  role_donne: 'Rôle donné',
  role_termine: 'Rôle terminé',
  invitation_envoyee: 'Invitation envoyée',
  invitation_acceptee: 'Invitation acceptée',
  invitation_revoquee: 'Invitation annulée',
  lettre_creee: 'Lettre d’intention commencée',
  lettre_section_enregistree: 'Partie de la lettre enregistrée',
  lettre_section_restauree: 'Ancienne version d’une partie reprise',
};

export function libelleEvenement(code: string): string {
  const mots = code.replaceAll('_', ' ');
  return EVENEMENTS[code] ?? mots.charAt(0).toUpperCase() + mots.slice(1);
}

/** The codes whose sentence contains what is looked for. */
export const codesContenant = (recherche: string, cle: (s: string) => string): string[] => Object.keys(EVENEMENTS).filter((c) => cle(libelleEvenement(c)).includes(cle(recherche)));
