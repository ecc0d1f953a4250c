/** Units of money: a yearly grant and a one-off expense do not add up. */
export type Unite = '€' | '€/an' | '€/h';

/** An amount in integer cents. */
export type Montant<U extends Unite = '€'> = { readonly centimes: number; readonly unite: U };

function enCentimes(n: number): number {
  const centimes = Math.round(n * 100);
  if (!Number.isSafeInteger(centimes)) throw new Error(`Not an amount: ${n}`);
  return centimes;
}

export const euros = (n: number): Montant => ({ centimes: enCentimes(n), unite: '€' });
export const eurosParAn = (n: number): Montant<'€/an'> => ({ centimes: enCentimes(n), unite: '€/an' });

export const plus = <U extends Unite>(a: Montant<U>, b: NoInfer<Montant<U>>): Montant<U> => ({ ...a, centimes: a.centimes + b.centimes });
