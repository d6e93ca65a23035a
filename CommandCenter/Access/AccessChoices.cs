namespace CommandCenter.Access;

/// <summary>
/// What an account can be given from the rooms above, which this room does not know: they register one of these with their lists.
/// </summary>
/// <param name="Departments">Every department by name, as a provider of sign-in names it too.</param>
/// <param name="Areas">The areas somebody can answer for, by name.</param>
public sealed record AccessChoices(
    Func<CancellationToken, Task<IReadOnlyList<(Guid Id, string Name)>>> Departments,
    Func<CancellationToken, Task<IReadOnlyList<(Guid Id, string Name)>>> Areas)
{
    /// <summary>Nothing to choose from.</summary>
    public static AccessChoices None { get; } = new(NoRows, NoRows);

    /// <summary>What the reader at the screen calls a department or an area; null where its name is all there is.</summary>
    public Func<Guid, string?> ForReader { get; init; } = _ => null;

    private static Task<IReadOnlyList<(Guid Id, string Name)>> NoRows(CancellationToken cancel) => Task.FromResult<IReadOnlyList<(Guid Id, string Name)>>([]);
}
