import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../shell/shellRoute.tsx'

/** The device that the shown address is for. */
interface ProductSearch {
  board?: string
  channel?: string
}

const ProductPage = lazyRouteComponent(() => import('./ProductPage.tsx'), 'ProductPage')

export const productRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/products/$product',
  validateSearch: ({ board, channel }: Record<string, unknown>) =>
    searchOf({
      board: board === undefined ? null : String(board),
      channel: channel === undefined ? null : String(channel),
    }),
  component: function Product() {
    const { product } = productRoute.useParams()
    const { board = null, channel = null } = productRoute.useSearch()
    const navigate = productRoute.useNavigate()
    return (
      <ProductPage
        key={product}
        name={product}
        chosen={{ board, channel }}
        onChoose={(chosen) => void navigate({ search: searchOf(chosen), replace: true, resetScroll: false })}
      />
    )
  },
})

function searchOf({ board, channel }: { board: string | null; channel: string | null }): ProductSearch {
  return { ...(board === null ? {} : { board }), ...(channel === null ? {} : { channel }) }
}
