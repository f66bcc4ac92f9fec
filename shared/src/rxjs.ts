// The part of RxJS in use. Importing `rxjs` whole would cost 18.6 kB gzip in the shared release.
export {
  BehaviorSubject,
  EMPTY,
  Observable,
  Subject,
  Subscription,
  distinctUntilChanged,
  filter,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  of,
  skip,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
export type { SchedulerLike } from 'rxjs';
