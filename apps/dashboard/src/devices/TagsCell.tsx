import { UnstyledButton } from '@mantine/core'
import { useListContext } from './listContext.ts'
import classes from './TagsCell.module.css'

/** A device's tags; a click on one narrows the list down to it. */
export function TagsCell({ tags }: { tags: string[] }) {
  const { onTerm } = useListContext()
  if (tags.length === 0) return null
  return (
    <span className={classes.root}>
      {tags.map((tag) => (
        <UnstyledButton
          key={tag}
          className={classes.tag}
          aria-label={`Show devices tagged ${tag}`}
          onClick={() => onTerm({ not: false, field: 'tag', text: tag })}
        >
          {tag}
        </UnstyledButton>
      ))}
    </span>
  )
}
