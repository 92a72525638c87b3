namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>
/// What was stated of one figure, the first statement first, up to that of one source. What came after it is not that source's, and what
/// stood before it is what it replaced.
/// </summary>
/// <param name="Said">Each statement as text; one that says what the one before it said is left out.</param>
/// <param name="IsReplacement">Whether the source's own statement took another one's place.</param>
internal readonly record struct FigureChain(IReadOnlyList<string> Said, bool IsReplacement)
{
    /// <summary>The chain of a figure.</summary>
    /// <typeparam name="T">A statement.</typeparam>
    /// <param name="stated">All statements of the figure, the first one first.</param>
    /// <param name="isOwn">Whether a statement is the source's.</param>
    /// <param name="textOf">What a statement says.</param>
    /// <returns>The chain; null where the source states nothing of it.</returns>
    public static FigureChain? Of<T>(IEnumerable<T> stated, Func<T, bool> isOwn, Func<T, string> textOf)
    {
        List<T> all = [.. stated];
        var own = all.FindLastIndex(item => isOwn(item));
        if (own < 0) return null;

        var texts = all.Take(own + 1).Select(textOf).ToList();
        return new([.. texts.Where((text, index) => index == 0 || text != texts[index - 1])], own > 0 && texts[own - 1] != texts[own]);
    }

    /// <summary>The statements with what took the place of what between them: <c>3073 &gt; 3011</c>.</summary>
    public override string ToString() => string.Join(" > ", Said);
}
