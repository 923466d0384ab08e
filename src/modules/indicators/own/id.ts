/** Ids of own definitions in results begin with this: no definition of the product will ever have such an id. */
export const ownPrefix = 'own-'
export const isOwn = (id: string): boolean => id.startsWith(ownPrefix)
