import { routesBoite } from './boite-aux-lettres.tsx';
import type { Services } from './services.ts';
import type { Routes } from './routes.ts';
import { routesPilotage } from '#modules/pilotage/routes.tsx';

/** Where each module joins the house: `app` is the whole, `cpts` what lives under `/cpts/:cpts`. */
export function brancherModules(app: Routes, cpts: Routes, _services: Services): void {
  routesBoite(app);
  routesPilotage(cpts);
}
