import { defineAsyncComponent } from 'vue'

/** A plain one, where nothing stands until script finds a voice: asked for when it is shown. */
export const ReadAloudLater = defineAsyncComponent(() => import('./VoterReadAloud.vue'))
