using System.Collections.Frozen;
using CommandCenter.Areas;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>
/// The departments in memory. One per process; every node follows the Journal. A command line verb calls <see cref="LoadAsync"/> once.
/// The departments it hands out are shared: read them, never change them.
/// </summary>
public sealed class DepartmentIndex(IDbContextFactory<CityDb> databases) : IFollowJournal, IDisposable
{
    /// <summary>The Journal's subject of everything that happens to a department.</summary>
    public const string Subject = "department";

    private readonly SemaphoreSlim loading = new(1, 1);
    private volatile Snapshot now = new([]);

    /// <summary>Raised after the departments have changed, on any thread; handlers only set a flag or queue a render.</summary>
    public event Action? Changed;

    /// <summary>Every department, inactive ones too, by code.</summary>
    public IReadOnlyList<Department> All => now.All;

    /// <summary>Reads the departments from the database. Loads do not overtake each other.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel);
            now = new Snapshot(await db.Set<Department>().AsNoTracking().ToListAsync(cancel));
        }
        finally
        {
            loading.Release();
        }
        Changed?.Invoke();
    }

    /// <summary>The department with that id, active or not.</summary>
    public Department? Find(Guid id) => now.ById.GetValueOrDefault(id);

    /// <summary>The active department that a source's text means: its code, else its name or an alias, in any spelling.</summary>
    /// <returns>Null when none is meant, or two are.</returns>
    public Department? FindByText(string? text) => now.FindByText(text);

    /// <inheritdoc/>
    public Task Rebuild(CancellationToken cancel) => LoadAsync(cancel);

    /// <inheritdoc/>
    public Task Follow(IReadOnlyList<JournalEntry> entries, CancellationToken cancel) =>
        entries.Any(e => e.Subject == Subject) ? LoadAsync(cancel) : Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    private sealed class Snapshot
    {
        private readonly ILookup<string, Department> byCode;
        private readonly ILookup<string, Department> bySpelling;

        public Snapshot(IEnumerable<Department> departments)
        {
            All = [.. departments.OrderBy(d => d.Code, StringComparer.Ordinal)];
            ById = All.ToFrozenDictionary(d => d.Id);
            var active = All.Where(d => d.Active).ToList();
            byCode = active.ToLookup(d => d.Code, StringComparer.OrdinalIgnoreCase);
            bySpelling = active.SelectMany(d => Spellings(d).Select(s => (Spelling: s, Department: d))).ToLookup(p => p.Spelling, p => p.Department);
        }

        public IReadOnlyList<Department> All { get; }

        public FrozenDictionary<Guid, Department> ById { get; }

        public Department? FindByText(string? text) => string.IsNullOrWhiteSpace(text)
            ? null
            : Only(byCode[text.Trim()]) ?? Only(bySpelling[Spelling.Normalize(text)]);

        private static Department? Only(IEnumerable<Department> found) => found.Distinct().Take(2).ToList() is [var one] ? one : null;

        private static IEnumerable<string> Spellings(Department department) =>
            new[] { department.Code, department.Name, department.NameEn }.Concat(department.Aliases).Select(Spelling.Normalize).Where(s => s.Length > 0).Distinct();
    }
}
