import type { Jour } from '#core/jour.ts';
import type { Montant } from '#core/money.ts';
import { formaterDate, formaterMontant } from '#core/texte.ts';

/** Who gives start-up money. Amounts and conditions change with the region and the year: they are typed, never known here. */
export const FINANCEURS = ['ars', 'fir', 'assurance_maladie', 'autre'] as const;
export type Financeur = (typeof FINANCEURS)[number];
export const libelleFinanceur: Readonly<Record<Financeur, string>> = { ars: 'ARS', fir: 'Fonds d’intervention régional', assurance_maladie: 'Assurance Maladie', autre: 'Autre financeur' };

/** One moment of an aid: its amount in cents, its day; either may be unknown. */
export type Temps = { readonly centimes?: number; readonly le?: Jour };
export type Aide = { readonly id: string; readonly financeur: Financeur; readonly objet: string; readonly region: string; readonly demandee: Temps; readonly accordee: Temps; readonly versee: Temps; readonly fichierId?: string; readonly commentaire: string; /** Where the amount was read: a letter, a call for projects, its date. */ readonly source: string; readonly version: number };

/** `12 500`, `12500,50`, `12 500,50 €` → cents; undefined when it is not an amount with at most two decimals. */
export function lireMontant(tape: string): number | undefined {
  const net = tape.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  const [, entiers, decimales = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(net) ?? [];
  return entiers === undefined ? undefined : Number(entiers) * 100 + Number(decimales.padEnd(2, '0'));
}

const enMontant = (centimes: number): Montant => ({ centimes, unite: '€' });
export const direTemps = ({ centimes, le }: Temps): string => [centimes === undefined ? '' : formaterMontant(enMontant(centimes)), le === undefined ? '' : `le ${formaterDate(le)}`].filter(Boolean).join(', ') || '–';

/** What was asked, granted and paid in all; an unknown amount counts for nothing. */
export const totaux = (aides: readonly Aide[]): { readonly demandee: string; readonly accordee: string; readonly versee: string } => {
  const somme = (temps: 'demandee' | 'accordee' | 'versee'): string => formaterMontant(enMontant(aides.reduce((s, a) => s + (a[temps].centimes ?? 0), 0)));
  return { demandee: somme('demandee'), accordee: somme('accordee'), versee: somme('versee') };
};

/** An aid is asked, then granted, then paid: the first field that breaks this order. */
export function desordre({ demandee, accordee, versee }: Pick<Aide, 'demandee' | 'accordee' | 'versee'>): 'accordee_le' | 'versee_le' | undefined {
  if (demandee.le !== undefined && accordee.le !== undefined && accordee.le < demandee.le) return 'accordee_le';
  const avant = accordee.le ?? demandee.le;
  return versee.le !== undefined && avant !== undefined && versee.le < avant ? 'versee_le' : undefined;
}

/** No paper and no source: the amount is only what somebody typed. */
export const aVerifier = (a: Pick<Aide, 'source' | 'fichierId'>): boolean => a.source.trim() === '' && a.fichierId === undefined;

/** An aid in one line, for the budget of the health project: how far it got, and whether its amount is proven. */
export function direAide(a: Aide): string {
  const [verbe, temps] = a.versee.le !== undefined ? (['versée', a.versee] as const) : a.accordee.le !== undefined ? (['accordée', a.accordee] as const) : (['demandée', a.demandee] as const);
  return `${a.objet} (${libelleFinanceur[a.financeur]}${a.region ? `, ${a.region}` : ''}) : ${verbe}, ${direTemps(temps)}${aVerifier(a) ? ', montant à vérifier' : ''}`;
}
