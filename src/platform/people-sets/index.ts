/** Door to sets of people: who fulfils what, joined and counted in memory. */
export { PeopleSet, peopleFromText, peopleState } from './people-set.ts';
