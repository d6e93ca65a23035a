using CommandCenter.Access;
using CommandCenter.Platform.Data;
using CommandCenter.Platform.Http;
using CommandCenter.Platform.Journal;
using Microsoft.EntityFrameworkCore;

namespace CommandCenter.People;

/// <summary>What an administrator can say about a department.</summary>
/// <param name="Code">See <see cref="Department.Code"/>; fixed once it is there.</param>
/// <param name="Name">See <see cref="Department.Name"/>.</param>
/// <param name="NameEn">See <see cref="Department.NameEn"/>.</param>
/// <param name="Aliases">See <see cref="Department.Aliases"/>.</param>
/// <param name="ParentId">See <see cref="Department.ParentId"/>.</param>
/// <param name="Phone">See <see cref="Department.Phone"/>.</param>
/// <param name="Active">See <see cref="Department.Active"/>.</param>
public sealed record DepartmentDetails(string Code, string Name, string? NameEn, IReadOnlyList<string> Aliases, Guid? ParentId, string? Phone, bool Active = true);

/// <summary>What is done to departments, by an administrator or by an import that meets a new one.</summary>
public sealed class DepartmentDesk(IDbContextFactory<CityDb> databases, DepartmentIndex index, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Adds a department.</summary>
    /// <exception cref="Refusal">A field is wrong, or the code is taken.</exception>
    public async Task<Department> Add(DepartmentDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var at = clock.Now();
        var department = Department.Create(Guid.CreateVersion7(at), details.Code, details.Name, details.NameEn, details.ParentId);
        Apply(department, details);
        await Check(db, department, cancel);
        db.Add(department);
        await Record(db, department, new DepartmentAdded(department.Code, department.Name, department.ParentId), new(department.Id, at, caller.Actor, History: false), cancel);
        await db.SaveChangesAsync(cancel);
        await index.LoadAsync(cancel);
        return department;
    }

    /// <summary>Renames, respells, moves, deactivates: whatever of <paramref name="details"/> differs, in one step. The code stays.</summary>
    /// <param name="id">Which department.</param>
    /// <param name="version">The <see cref="Department.Version"/> the caller saw.</param>
    /// <param name="details">What it is to be.</param>
    /// <param name="caller">Who changes it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Department> Change(Guid id, int version, DepartmentDetails details, Caller caller, CancellationToken cancel)
    {
        MustAdminister(caller);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var department = await db.Set<Department>().FirstOrDefaultAsync(d => d.Id == id, cancel) ?? throw Refusal.NotFound($"Department {id}");
        if (department.Version != version)
            throw ChangedMeanwhile(department);
        var changes = Apply(department, details);
        if (changes.Count == 0)
            return department;
        await Check(db, department, cancel);
        await Record(db, department, DepartmentChanged.Of(department, changes), new(id, clock.Now(), caller.Actor, History: false), cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ChangedMeanwhile(department);
        }
        await index.LoadAsync(cancel);
        return department;
    }

    /// <summary>
    /// The department that a source's text means, made when there is none. Inside the caller's context: the row is tracked, saved by the caller's save.
    /// It reads every department when the text is new to <paramref name="db"/>; an import asks once per text and keeps the id.
    /// </summary>
    /// <param name="db">The import's context.</param>
    /// <param name="text">What the source writes: a code, a name or an alias.</param>
    /// <param name="at">When the department came into being, if it does.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="history">Whether history is imported.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Department> GetOrCreate(CityDb db, string text, DateTimeOffset at, Actor actor, bool history, CancellationToken cancel)
    {
        var departments = db.Set<Department>();
        if (Find(departments.Local, text) is { } known)
            return known;
        await departments.LoadAsync(cancel);
        if (Find(departments.Local, text) is { } stored)
            return stored;
        var name = text.Trim();
        var department = Department.Create(Guid.CreateVersion7(at), name[..Math.Min(name.Length, Department.CodeLength)], name);
        db.Add(department);
        await Record(db, department, new DepartmentAdded(department.Code, department.Name, null), new(department.Id, at, actor, history), cancel);
        return department;
    }

    private static Department? Find(IEnumerable<Department> departments, string text)
    {
        var trimmed = text.Trim();
        Department? called = null;
        foreach (var department in departments)
            if (string.Equals(department.Code, trimmed, StringComparison.OrdinalIgnoreCase))
                return department;
            else if (called is null && department.IsCalled(trimmed))
                called = department;
        return called;
    }

    private static List<string> Apply(Department department, DepartmentDetails details)
    {
        var (before, phone) = (DepartmentChanged.Of(department), department.Phone);
        if (department.Name != details.Name.Trim() || department.NameEn != details.NameEn?.Trim())
            department.Rename(details.Name, details.NameEn);
        // A renaming has just added the old name; it stays beside what the administrator wrote.
        department.SetAliases(details.Aliases.Concat(department.Aliases.Except(before.Aliases)));
        department.MoveTo(details.ParentId);
        department.SetPhone(details.Phone);
        department.SetActive(details.Active);
        return
        [
            .. before.Name != department.Name || before.NameEn != department.NameEn ? ["name"] : Array.Empty<string>(),
            .. before.Aliases.SequenceEqual(department.Aliases) ? Array.Empty<string>() : ["aliases"],
            .. before.ParentId != department.ParentId ? ["parent"] : Array.Empty<string>(),
            .. phone != department.Phone ? ["phone"] : Array.Empty<string>(),
            .. before.Active != department.Active ? ["active"] : Array.Empty<string>(),
        ];
    }

    private static async Task Check(CityDb db, Department department, CancellationToken cancel)
    {
        var all = await db.Set<Department>().AsNoTracking().Where(d => d.Id != department.Id).ToListAsync(cancel);
        if (all.Exists(d => string.Equals(d.Code, department.Code, StringComparison.OrdinalIgnoreCase)))
            throw new Refusal(StatusCodes.Status409Conflict, "code-taken", $"code: another department has the code {department.Code}.") { Field = "code" };
        if (department.Active && all.Exists(d => d.Active && d.ParentId == department.ParentId && string.Equals(d.Name, department.Name, StringComparison.OrdinalIgnoreCase)))
            throw new Refusal(StatusCodes.Status409Conflict, "name-taken", $"name: there is a department {department.Name} already.") { Field = "name" };
        for (var above = department.ParentId; above is { } id;)
        {
            if (id == department.Id)
                throw new Refusal(StatusCodes.Status422UnprocessableEntity, "department-circle", $"parent: {department.Name} cannot belong to itself or to a department below it.") { Field = "parent" };
            above = (all.Find(d => d.Id == id) ?? throw Refusal.Invalid("parent", "there is no such department.")).ParentId;
        }
    }

    private Task Record(CityDb db, Department department, IEvent happened, EventContext context, CancellationToken cancel) =>
        journal.Record(db, DepartmentIndex.Subject, happened, context with { SubjectId = department.Id }, cancel: cancel);

    private static Refusal ChangedMeanwhile(Department department) => new(StatusCodes.Status409Conflict, "changed-meanwhile", $"{department.Name} was changed by somebody else; look at it again.")
    {
        Facts = new Dictionary<string, object?> { ["version"] = department.Version },
    };

    private static void MustAdminister(Caller caller)
    {
        if (!caller.Is(Role.Administrator))
            throw new Refusal(StatusCodes.Status403Forbidden, "not-administrator", "Only an administrator changes departments.");
    }
}
