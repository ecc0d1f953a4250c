import { z } from 'zod';
import { JourTape } from '#core/saisie.ts';
import type { Nature, Result } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefus } from './labels.ts';
import type { RefusFinances } from './model.ts';
import { VersionPain } from './moteur/sepa.ts';
import { PagePaiements } from './pages/paiements.tsx';
import { peutDeclarerTemps, peutTenirFinances } from './permissions.ts';
import { comptesConnus, lireAPayer, lireLots } from './queries.ts';
import { fichierDuLot, finir, noterCompte, preparerLot } from './use-cases/payer-lot.ts';
import { presenterPaiements } from './view-paiements.ts';

type Saisie = NonNullable<Parameters<typeof PagePaiements>[0]['saisie']>;
const NATURES: Partial<Record<RefusFinances['code'], Nature>> = { role_insuffisant: 'interdit', lot_inconnu: 'inconnu', lot_fini: 'conflit' };
const CHAMP: Partial<Record<RefusFinances['code'], string>> = { iban_faux: 'iban', execution_passee: 'execution' };

async function lesPaiements(ctx: ContextePage, saisie?: Saisie, refusDit?: string): Promise<VuePage> {
  const [interdit, tenir] = [!peutDeclarerTemps(ctx.qui), peutTenirFinances(ctx.qui)];
  const comptes = interdit ? {} : await comptesConnus(ctx);
  const vue = presenterPaiements({ base: ctx.base, monCompte: comptes.moi, compteCpts: comptes.cpts, interdit, peutTenir: tenir, aPayer: tenir ? await lireAPayer(ctx) : [], lots: tenir ? await lireLots(ctx) : [] });
  return {
    ...cadreFinances(ctx, 'paiements'), titre: 'Paiements', sujets: ['finances'], ...(interdit ? { statut: 403 } : {}),
    corps: <PagePaiements vue={vue} {...(saisie ? { saisie } : {})} {...(refusDit ? { refus: refusDit } : {})} />,
  };
}

const former = <T,>(cpts: Routes, adresse: string, forme: string, schema: z.ZodType<T>, faire: (c: C, ctx: ContextePage, s: T) => Promise<Result<string, RefusFinances>>): void => {
  cpts.post(adresse, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => lesPaiements(ctx, { forme, erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const issue = await faire(c, ctx, s);
        if (issue.ok) return vers(c, `${ctx.base}/finances/paiements`, issue.valeur);
        const [champ, dit] = [CHAMP[issue.refus.code], phraseRefus(issue.refus)];
        return refus(NATURES[issue.refus.code] ?? 'regle', champ ? await lesPaiements(ctx, { forme, erreurs: { [champ]: dit }, valeurs }) : await lesPaiements(ctx, undefined, dit));
      },
    }),
  );
};
const dire = <V,>(r: Result<V, RefusFinances>, phrase: string): Result<string, RefusFinances> => (r.ok ? { ok: true, valeur: phrase } : r);
const Compte = z.strictObject({ titulaire: z.string().trim().min(2, 'Dites au nom de qui est le compte.').max(70, '70 caractères au plus.'), iban: z.string().max(60, 'Cet IBAN est trop long.') });

export function routesPaiements(cpts: Routes): void {
  cpts.get('/finances/paiements', (c) => page(c, (ctx) => lesPaiements(ctx)));
  cpts.get('/finances/paiements/:fichier{[0-9a-f-]{36}\\.xml}', (c) =>
    page(c, async (ctx) => {
      const version = VersionPain.catch('pain.001.001.09').parse(c.req.query('version'));
      const issue = await fichierDuLot(ctx, { id: c.req.param('fichier').slice(0, 36), version }, c.var.services.config.secret);
      if (!issue.ok) return refus(NATURES[issue.refus.code] ?? 'regle', await lesPaiements(ctx, undefined, phraseRefus(issue.refus)));
      return new Response(issue.valeur.xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Content-Disposition': `attachment; filename="virements-lot-${issue.valeur.numero}.xml"`, 'Cache-Control': 'private, no-store' } });
    }),
  );
  for (const pour of ['moi', 'cpts'] as const) former(cpts, `/finances/comptes/${pour}`, pour, Compte, async (c, ctx, s) => dire(await noterCompte(ctx, { pour, ...s }, c.var.services.config.secret), 'Compte enregistré, chiffré.'));
  former(cpts, '/finances/paiements', 'lot', z.strictObject({ execution: JourTape }), async (_c, ctx, s) => dire(await preparerLot(ctx, s.execution), 'Lot préparé. Le fichier de virements est prêt pour la banque.'));
  former(cpts, '/finances/paiements/fin', 'fin', z.strictObject({ lot: z.uuid(), statut: z.enum(['executee', 'annulee']) }), async (_c, ctx, s) => dire(await finir(ctx, s.lot, s.statut), s.statut === 'executee' ? 'Lot payé : chaque temps l’est aussi.' : 'Lot annulé : ses temps attendent de nouveau.'));
}
